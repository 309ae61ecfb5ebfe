import type { Operation } from "../model/operation.ts";
import type { CallStep, ProbeStep, Rule, Step } from "../model/rule.ts";
import { parseReference, referencesIn } from "./references.ts";

/** Every call and probe of a list of steps, at any depth. */
export function flatSteps(steps: readonly Step[]): readonly (CallStep | ProbeStep)[] {
  return steps.flatMap((step) => (step.kind === "repeat" ? flatSteps(step.steps) : [step]));
}

/**
 * What a target must offer for these steps: the operations called, and facilities such as a second
 * user or a writable folder.
 */
export function needsOf(
  steps: readonly Step[],
  operations: Readonly<Record<string, Operation>>,
  session: "own" | undefined,
): readonly string[] {
  const needs = new Set<string>(session === "own" ? ["credentials"] : []);
  for (const step of flatSteps(steps)) {
    if (step.kind === "probe") {
      needs.add(step.probe === "staging" ? "staging-probe" : "object-probe");
      continue;
    }
    needs.add(step.call);
    if (step.as === "stranger") needs.add("stranger");
    if (step.as === "owner-again") needs.add("credentials");
    const operation = operations[step.call];
    if (operation?.fromTarget) needs.add(facilityOf(operation.fromTarget));
    for (const reference of referencesIn(step.with)) {
      const { name, path } = parseReference(reference) ?? { name: "", path: [] };
      if (name === "documents" && path[0] === "readable") needs.add("readable-document");
      if (name === "newDocument" || name === "newDocumentName" || name === "folders") {
        needs.add("writable-folder");
      }
    }
  }
  return [...needs];
}

/** `creates` when a call may leave something on the server, be it only until the clean-up. */
export function effectOf(
  steps: readonly Step[],
  operations: Readonly<Record<string, Operation>>,
): Rule["effect"] {
  const creates = flatSteps(steps).some(
    (step) => step.kind === "call" && operations[step.call]?.creates !== undefined,
  );
  return creates ? "creates" : "reads";
}

function facilityOf(field: NonNullable<Operation["fromTarget"]>): string {
  return field === "createUpload" ? "create-upload" : "list-uploads";
}
