import type { Service } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";

/** What a name that steps refer to stands for, as far as it is known before the run. */
export type KnownName =
  /** A text or number: saved from an answer, generated, or predefined. */
  | { readonly kind: "value" }
  /** An input from a table; `rows` where the rule lists them. */
  | { readonly kind: "input"; readonly rows?: readonly JsonValue[] }
  /** What whoever uses a fixture gives, which may be an expression. */
  | { readonly kind: "parameter" }
  /** A whole answer. */
  | { readonly kind: "answer" }
  /** The bytes of a document. */
  | { readonly kind: "bytes" }
  /** Has parts, and is no value itself: `$owner.uid`. */
  | { readonly kind: "parts"; readonly parts: readonly string[] };

/**
 * Names that every step knows without saving them:
 * - `unissued`: a random GUID that the server never issued; another one in every case
 * - `owner`, `stranger`: their `uid` and `pwd`
 * - `sent`: the bytes of all chunks that were accepted in this case, put together
 * - `round`: inside `repeat`, counted from 0
 *
 * and those of the service (`Service.names`).
 */
const OWN: Readonly<Record<string, KnownName>> = {
  unissued: { kind: "value" },
  owner: { kind: "parts", parts: ["uid", "pwd"] },
  stranger: { kind: "parts", parts: ["uid", "pwd"] },
  sent: { kind: "bytes" },
  round: { kind: "value" },
};

/** The names that every step of a service knows. */
export function predefinedNames({
  names,
  target,
}: Pick<Service, "names" | "target">): Map<string, KnownName> {
  const ofService = Object.entries(names).map(([name, value]): [string, KnownName] => [
    name,
    ofSetting(value, target) ?? { kind: "value" },
  ]);
  return new Map([...Object.entries(OWN), ...ofService]);
}

/** A setting that has parts, told by the schema. */
function ofSetting(value: JsonValue, target: Service["target"]): KnownName | undefined {
  const [, setting] = /^\$target\.(\w+)$/.exec(String(value)) ?? [];
  if (setting === undefined) return undefined;
  const { properties = {} } = (target["properties"] as Settings)[setting] ?? {};
  const parts = Object.keys(properties);
  return parts.length > 0 ? { kind: "parts", parts } : undefined;
}

type Settings = Readonly<Record<string, { readonly properties?: object } | undefined>>;

/** How a reference to one of these names is written, one for each part where there are parts. */
export function referencesTo(names: ReadonlyMap<string, KnownName>): readonly string[] {
  return [...names].flatMap(([name, known]) =>
    known.kind === "parts" ? known.parts.map((part) => `$${name}.${part}`) : `$${name}`,
  );
}
