import type { Operation } from "../../model/operation.ts";
import type { AnswerSelector } from "../../model/rule.ts";
import type { DocumentPath } from "../../schema/document.ts";
import { selectorsOf } from "../compile/compile-invariant.ts";
import type { InvariantSource, RuleSource } from "../source/rule-source.ts";
import { checkReferences } from "./check-references.ts";
import { checkNames, checksOf } from "./check-then.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks that compare with what only a step knows, or with what is no answer. */
const OF_STEPS: readonly string[] = ["noAnswer", "agree", "sameAs", "lists"];
/** What makes the cases of a rule that has steps. */
const OF_CASES = ["forEach", "forAll", "maxRuns", "cross-binding"] as const;

/** Checks an invariant: that it is about answers that there may be, and says of them what can be seen. */
export function checkInvariant(
  { value, place }: RuleSource,
  invariant: InvariantSource,
  context: StepsContext,
): void {
  const { problems, service, checks = [] } = context;
  for (const field of OF_CASES) {
    if (value[field] === undefined) continue;
    const at = place.positionOf([field], "key");
    const hint = `take ${field} out: an invariant is about the cases of all rules`;
    problems.add({ message: `an invariant has no ${field}`, at, hint });
  }
  if (value.control && "within" in value.control) {
    const at = place.positionOf(["control", "within"], "key");
    const hint = "write control: { title, steps }";
    problems.add({ message: "an invariant judges no steps that could be its control", at, hint });
  }
  const isKnown = (["when", "except"] as const)
    .map((field) => checkOperations(invariant, field, context))
    .every(Boolean);
  if (!isKnown) return;
  const then: DocumentPath = ["invariant", "then"];
  checkReferences(invariant.then, then, context);
  const chosen = [...service.operations.values()].filter((one) => isAbout(invariant, one));
  const [only, ...more] = chosen;
  if (!only) {
    const at = place.positionOf(["invariant", "except"], "key");
    const hint = "take an operation out of except";
    problems.add({ message: "the invariant is about no operation", at, hint });
    return;
  }
  const common = checksOf(only).filter((name) =>
    more.every((other) => checksOf(other).includes(name)),
  );
  const fitting = [...common.filter((name) => !OF_STEPS.includes(name)), ...checks];
  const whose = more.length > 0 ? "every answer that it is about" : `the answer of ${only.name}`;
  checkNames(invariant.then, then, { fitting, whose }, context);
}

/** Whether an answer of an operation may be one that an invariant is about. */
function isAbout({ when, except }: InvariantSource, { name }: Operation): boolean {
  const isChosen = ({ operation }: AnswerSelector) => operation?.includes(name) ?? true;
  const isLeftOut = ({ operation, ...more }: AnswerSelector) =>
    Object.keys(more).length === 0 && (operation?.includes(name) ?? false);
  const among = selectorsOf(when);
  return (among.length === 0 || among.some(isChosen)) && !selectorsOf(except).some(isLeftOut);
}

/** Checks that selectors name operations that there are; whether they all do. */
function checkOperations(
  invariant: InvariantSource,
  field: "when" | "except",
  { place, problems, service }: StepsContext,
): boolean {
  let isKnown = true;
  const source = invariant[field];
  selectorsOf(source).forEach(({ operation = [] }, index) => {
    const inside: DocumentPath = ["invariant", field, ...(Array.isArray(source) ? [index] : [])];
    operation.forEach((name, which) => {
      if (service.operations.has(name)) return;
      isKnown = false;
      const written = Array.isArray(source) ? source[index] : source;
      const isList = Array.isArray((written as { operation?: unknown } | undefined)?.operation);
      const at = place.positionOf([...inside, "operation", ...(isList ? [which] : [])]);
      const known = service.operations.keys();
      problems.add(unknownName("operation", name, known, at, { missingFrom: "service" }));
    });
  });
  return isKnown;
}
