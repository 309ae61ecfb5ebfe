import type { Operation } from "../model/operation.ts";
import type { CallStep, Step } from "../model/rule.ts";
import type { Plain } from "../model/value.ts";
import type { DocumentPath, SourceDocument } from "../schema/document.ts";
import type { Problems } from "./collect-problems.ts";
import { parseReference, referencesIn } from "./references.ts";
import { unknownName } from "./unknown-name.ts";

/** Who a call can be made as, besides a generated ticket or key. */
export const PRINCIPALS: readonly string[] = [
  "owner",
  "stranger",
  "owner-again",
  "unknown",
  "ended",
  "empty",
  "missing",
];

export interface StepContext {
  readonly place: SourceDocument;
  /** Names that the step may refer to. */
  readonly known: ReadonlySet<string>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly problems: Problems;
}

/** Checks the names in one step: operation, parameters, principal, references. */
export function checkStep(step: Step, path: DocumentPath, context: StepContext): void {
  for (const reference of referencesIn(valuesOf(step))) {
    const name = parseReference(reference)?.name ?? "";
    if (context.known.has(name)) continue;
    const at = context.place.positionOf(path);
    context.problems.add(unknownName("reference", `$${name}`, dollars(context.known), at));
  }
  if (step.kind === "call") checkCall(step, path, context);
}

function checkCall(step: CallStep, path: DocumentPath, context: StepContext): void {
  const { operations, place, problems } = context;
  const operation = operations[step.call];
  if (!operation) {
    const at = place.positionOf([...path, "call"]);
    problems.add(unknownName("operation", step.call, Object.keys(operations), at));
    return;
  }
  const parameters = operation.parameters.map(({ name }) => name);
  for (const [field, names] of [
    ["with", Object.keys(step.with)],
    ["without", step.without],
  ] as const) {
    for (const name of names.filter((name) => !parameters.includes(name))) {
      const at = place.positionOf(
        field === "with" ? [...path, "with", name] : [...path, "without"],
      );
      problems.add(unknownName(`parameter of ${step.call}`, name, parameters, at));
    }
  }
  if (!PRINCIPALS.includes(step.as) && !parseReference(step.as)) {
    problems.add(unknownName("principal", step.as, PRINCIPALS, place.positionOf([...path, "as"])));
  }
  if (step.expect === "anything" && !saysAnything(step, place, path)) {
    problems.add({
      message: `the call of ${step.call} does not say what it must get`,
      at: place.positionOf(path),
      hint: "add expect (set-up), then (judged) or observe; expect: anything where it is open",
    });
  }
}

/** `expect: anything` must be written, not forgotten. A fixture's steps have no place in the rule. */
function saysAnything(step: CallStep, place: SourceDocument, path: DocumentPath): boolean {
  if (step.then || step.observe !== undefined) return true;
  const source = path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    place.value,
  );
  return typeof source !== "object" || source === null || "expect" in source || "use" in source;
}

function valuesOf(step: Step): Plain {
  switch (step.kind) {
    case "call":
      return [
        step.when ?? {},
        step.as,
        step.with,
        step.then ?? {},
        step.observe ?? null,
        step.rename ?? null,
        step.method ?? null,
      ];
    case "repeat":
      return [step.when ?? {}, step.times];
    case "probe":
      return [step.when ?? {}, step.holds];
    default:
      return step satisfies never;
  }
}

function dollars(names: ReadonlySet<string>): readonly string[] {
  return [...names].map((name) => `$${name}`);
}
