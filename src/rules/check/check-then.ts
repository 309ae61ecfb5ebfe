import type { Operation } from "../../model/operation.ts";
import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "../source/step-source.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

const OF_XML = [
  "success",
  "refused",
  "error",
  "attributes",
  "chunk",
  "zip",
  "http",
  "agree",
  "oneOf",
];

/** The checks that make sense of an answer; any other would fail, or hold, whatever the server does. */
const CHECKS_OF: Readonly<Record<Operation["answer"], readonly string[]>> = {
  xml: OF_XML,
  // A refusal is an answer element here too.
  bytes: [...OF_XML, "bytes", "noDocument", "form", "sameAs"],
  json: ["refused", "status", "json", "sameAs", "lists", "oneOf"],
};

/** Checks that what is judged of a call can be seen in the answer of its operation. */
export function checkThen(
  step: StepSource,
  operation: Operation,
  path: DocumentPath,
  context: StepsContext,
): void {
  const { place, problems, crossBinding, role, checks = [] } = context;
  if (typeof step.then !== "object") return;
  const then: Readonly<Record<string, JsonValue>> = step.then;
  const here = [...path, "then"];
  const keyAt = (...inner: DocumentPath) => place.positionOf([...here, ...inner], "key");
  const alternatives = Array.isArray(then["oneOf"]) ? then["oneOf"] : [];
  const named: readonly DocumentPath[] = [
    ...Object.keys(then).map((name) => [name]),
    ...alternatives.flatMap((alternative: JsonValue, index) =>
      Object.keys(Object(alternative)).map((name) => ["oneOf", index, name]),
    ),
  ];
  const fitting = [...CHECKS_OF[operation.answer], ...checks].filter(
    (name) => name !== "lists" || operation.fromTarget === "listUploads",
  );
  for (const inner of named) {
    const name = String(inner.at(-1));
    if (name === "because" || name === "editions" || fitting.includes(name)) continue;
    const message = `the check "${name}" says nothing about the answer of ${operation.name}`;
    problems.add({ message, at: keyAt(...inner), hint: `checks here: ${fitting.join(", ")}` });
  }
  checkAlternatives(alternatives, here, context);
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

/** Alternatives of editions that there are not would be allowed by none. */
function checkAlternatives(
  alternatives: readonly JsonValue[],
  then: DocumentPath,
  { place, problems, editions = [] }: StepsContext,
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
