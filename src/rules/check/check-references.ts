import type { DocumentPath } from "../../schema/document.ts";
import { referencesTo } from "../source/known-names.ts";
import { type StringAt, stringsIn } from "../source/strings-in.ts";
import { parseReference } from "./references.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks every reference inside a value, and that what looks like one is one. */
export function checkReferences(value: unknown, path: DocumentPath, context: StepsContext): void {
  for (const found of stringsIn(value, path)) {
    if (isMemberOfJson(found)) continue;
    if (found.text.startsWith("$") && !found.text.startsWith("$$")) checkReference(found, context);
  }
}

/** JSON may call a member what it likes. */
function isMemberOfJson({ path, part }: StringAt): boolean {
  return part === "key" && path.slice(0, -1).includes("json") && !path.includes("then");
}

function checkReference({ text, path, part }: StringAt, context: StepsContext): void {
  const { names, used, place, problems } = context;
  const at = place.positionOf(path, part);
  const reference = parseReference(text);
  if (!reference) {
    const hint = "a reference is $name or $name.part, of letters and digits; write $$ for a dollar";
    problems.add({ message: `"${text}" is not a reference`, at, hint });
    return;
  }
  const known = names.get(reference.name);
  const [first, ...more] = reference.path;
  if (!known) {
    // Whatever an unknown fixture would have saved is unknown with it.
    if (context.unknownFixtures.size > 0) return;
    const missingFrom = "service";
    problems.add(unknownName("reference", text, referencesTo(names), at, { missingFrom }));
    return;
  }
  used.add(reference.name);
  if (known.kind === "parts") {
    if (known.parts.includes(first ?? "") && more.length === 0) return;
    const parts = referencesTo(new Map([[reference.name, known]]));
    problems.add(unknownName("reference", text, parts, at));
    return;
  }
  if (known.kind === "parameter" && !path.some((part) => part === "with" || part === "holds")) {
    const hint = "use the parameters of a fixture in with and holds only";
    problems.add({ message: `${text} is a parameter, which cannot be used here`, at, hint });
    return;
  }
  const wanted = wantedAt(path);
  if (known.kind !== "input" && first !== undefined) {
    const parts = [...names].flatMap(([name, { kind }]) => (kind === "parts" ? [`$${name}`] : []));
    const hint = `only ${["rows of a table", ...parts].join(", ")} have parts`;
    problems.add({ message: `$${reference.name} has no parts`, at, hint });
  } else if (known.kind === "bytes" && wanted !== "bytes") {
    const hint =
      "only the checks bytes, chunk and zip and the matcher crc compare with it; checksum, base64 and length are computed from it";
    problems.add({ message: `${text} is a whole document, which cannot be used here`, at, hint });
  } else if (known.kind === "answer" && wanted !== "answer") {
    const hint = "only the checks sameAs and alike compare with it; name single values with save";
    problems.add({ message: `${text} is a whole answer, which cannot be used here`, at, hint });
  } else if (known.kind !== "answer" && wanted === "answer") {
    const hint = `${path.at(-1)} compares with an answer that a call before it kept with saveAnswer`;
    problems.add({ message: `${text} is not an answer`, at, hint });
  }
}

/** The check bytes, what chunk and zip compare with, and the matcher crc. */
const PLACES_OF_BYTES: readonly (string | number)[] = ["bytes", "of", "crc"];
/** Checks that compare with a whole answer. */
const COMPARING: readonly (string | number)[] = ["sameAs", "alike"];
/** Checks that compare with a part of the bytes, so long. */
const PARTS: readonly (string | number)[] = ["bytes", "chunk"];

/** What a place takes: values, but for a few checks, and what is computed from bytes. */
function wantedAt(path: DocumentPath): "answer" | "bytes" | "value" {
  const [inside = "", last = ""] = path.slice(-2);
  if (last === "base64" || (inside === "checksum" && last === "of")) return "bytes";
  if (last === "length" && !PARTS.includes(inside)) return "bytes";
  if (!path.includes("then") && !path.includes("until")) return "value";
  if (COMPARING.includes(path.at(-1) ?? "")) return "answer";
  return PLACES_OF_BYTES.includes(path.at(-1) ?? "") ? "bytes" : "value";
}
