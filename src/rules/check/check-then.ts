import { isToldByStatus, traitsOf } from "../../model/binding.ts";
import type { FilePosition } from "../../model/errors.ts";
import type { Operation } from "../../model/operation.ts";
import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { StepSource } from "../source/step-source.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** What every answer has, whatever is in its body; and that there is none. */
const OF_ANY = ["served", "headers", "informational", "trailers", "noAnswer", "texts"];

const OF_XML = [
  "success",
  "refused",
  "error",
  "attributes",
  "chunk",
  "zip",
  "http",
  "agree",
  "alike",
  "oneOf",
  ...OF_ANY,
];
// A refusal is an answer element here too.
const OF_DOCUMENT = [...OF_XML, "bytes", "noDocument", "form", "sameAs"];

/** REST judges by status, headers and body. */
const OF_REST = ["refused", "status", "json", "body", "sameAs", "alike", "oneOf", ...OF_ANY];

const MORE_OF_REST: Readonly<Record<Operation["answer"], readonly string[]>> = {
  xml: ["attributes"],
  bytes: ["bytes"],
  json: ["lists", "wellFormed"],
  none: [],
};

/** The checks that make sense of an answer; any other would fail, or hold, whatever the server does. */
export function checksOf({ answer, bindings, lists }: Operation): readonly string[] {
  const isRest =
    bindings.some((one) => isToldByStatus(traitsOf(one))) || answer === "json" || answer === "none";
  if (isRest)
    return [...OF_REST, ...MORE_OF_REST[answer].filter((name) => name !== "lists" || lists)];
  return answer === "bytes" ? OF_DOCUMENT : OF_XML;
}

/** Checks that what is judged of a call can be seen in the answer of its operation. */
export function checkThen(
  step: StepSource,
  operation: Operation,
  path: DocumentPath,
  context: StepsContext,
): void {
  const { place, problems, crossBinding, role } = context;
  const { checks = [] } = context;
  const about = {
    fitting: [...checksOf(operation), ...checks],
    whose: `the answer of ${operation.name}`,
  };
  if (step.until) {
    const fitting = about.fitting.filter((name) => !NEVER_WAITED_FOR.includes(name));
    checkNames(step.until, [...path, "until"], { ...about, fitting }, context);
  }
  if (typeof step.then !== "object") return;
  const then: Readonly<Record<string, JsonValue>> = step.then;
  const here = [...path, "then"];
  const keyAt = (...inner: DocumentPath) => place.positionOf([...here, ...inner], "key");
  checkNames(then, here, about, context);
  if ("agree" in then && step.over !== "each") {
    const message = "agree compares bindings, and this call goes over one";
    problems.add({ message, at: keyAt("agree"), hint: "add over: each" });
  }
  if ("agree" in then && Object.keys(then).length > 1) {
    const message = "agree cannot be combined with other checks, which would see only one binding";
    problems.add({ message, at: keyAt("agree"), hint: "judge the rest in a separate call" });
  }
  if (crossBinding && role === "rule" && step.over === undefined) {
    const message = "the rule is cross-binding, and this judged call goes over one binding";
    problems.add({ message, at: place.positionOf(path), hint: "add over: each" });
  }
}

/** Of an answer that is waited for neither its want nor others are looked at. */
const NEVER_WAITED_FOR: readonly string[] = ["noAnswer", "agree"];

/** Checks that every check named can be made of the answers that it is about. */
export function checkNames(
  named: Readonly<Record<string, JsonValue>>,
  here: DocumentPath,
  { fitting, whose }: { readonly fitting: readonly string[]; readonly whose: string },
  context: Pick<StepsContext, "place" | "problems" | "editions" | "service">,
): void {
  const { place, problems, service } = context;
  const alternatives = Array.isArray(named["oneOf"]) ? named["oneOf"] : [];
  const all: readonly DocumentPath[] = [
    ...Object.keys(named).map((name) => [name]),
    ...alternatives.flatMap((alternative: JsonValue, index) =>
      Object.keys(Object(alternative)).map((name) => ["oneOf", index, name]),
    ),
  ];
  for (const inner of all) {
    const name = String(inner.at(-1));
    const at = place.positionOf([...here, ...inner], "key");
    if (!ABOUT_ITSELF.includes(name) && !fitting.includes(name)) {
      const message = `the check "${name}" says nothing about ${whose}`;
      problems.add({ message, at, hint: `checks here: ${fitting.join(", ")}` });
      continue;
    }
    const beside = inner.length === 1 ? named : Object(alternatives[Number(inner[1])]);
    if (name === "error")
      checkError(String(beside[name]), service, place.positionOf([...here, ...inner]), problems);
    const others = Object.keys(beside).filter((other) => !ABOUT_ITSELF.includes(other));
    if (name !== "noAnswer" || others.length === 1) continue;
    const message = "noAnswer stands alone: what does not come has nothing else to judge";
    problems.add({ message, at, hint: "judge an answer in another alternative" });
  }
  checkAlternatives(alternatives, here, context);
}

/** Whether an error is there at all, any service can be asked. */
const OF_ANY_SERVICE: readonly string[] = ["none", "some"];

function checkError(
  name: string,
  { errors = [] }: StepsContext["service"],
  at: FilePosition,
  problems: Problems,
): void {
  const known = [...OF_ANY_SERVICE, ...errors.map((kind) => kind.name)];
  if (known.includes(name)) return;
  problems.add(unknownName("error", name, known, at, { missingFrom: "service" }));
}

/** What an alternative says besides its checks. */
const ABOUT_ITSELF = ["because", "editions"];

/** Alternatives of editions that there are not would be allowed by none. */
function checkAlternatives(
  alternatives: readonly JsonValue[],
  then: DocumentPath,
  { place, problems, editions = [] }: Pick<StepsContext, "place" | "problems" | "editions">,
): void {
  alternatives.forEach((alternative, index) => {
    const { editions: named = [] } = Object(alternative) as { editions?: readonly string[] };
    named.forEach((name, which) => {
      if (editions.includes(name)) return;
      const at = place.positionOf([...then, "oneOf", index, "editions", which]);
      problems.add(unknownName("edition", name, editions, at, { missingFrom: "statements" }));
    });
  });
}
