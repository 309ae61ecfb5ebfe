import type { Operation } from "../model/operation.ts";
import type { CallStep, ProbeStep, Rule, Step } from "../model/rule.ts";
import type { Facility } from "./facilities.ts";
import { parseReference, referencesIn } from "./references.ts";

type Operations = ReadonlyMap<string, Operation>;

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
  operations: Operations,
  session: "own" | undefined,
): readonly string[] {
  const needs = new Set<string>();
  const facility = (name: Facility): void => void needs.add(name);
  if (session === "own") facility("credentials");
  for (const step of flatSteps(steps)) {
    if (step.kind === "probe") {
      facility(step.probe === "staging" ? "staging-probe" : "object-probe");
      continue;
    }
    needs.add(step.call);
    if (step.as === "owner") facility("owner");
    if (step.as === "stranger") facility("stranger");
    if (step.as === "owner-again") facility("credentials");
    const operation = operations.get(step.call);
    if (operation?.fromTarget) facility(facilityOf(operation.fromTarget));
    for (const reference of referencesIn(step.with)) {
      const { name, path } = parseReference(reference) ?? { name: "", path: [] };
      if (name === "owner") facility("credentials");
      if (name === "documents" && path[0] === "readable") facility("readable-document");
      if (name === "newDocument" || name === "newDocumentName" || name === "folders") {
        facility("writable-folder");
      }
    }
  }
  return [...needs];
}

/** `creates` when a call may leave something on the server, be it only until the clean-up. */
export function effectOf(steps: readonly Step[], operations: Operations): Rule["effect"] {
  const creates = flatSteps(steps).some(
    (step) => step.kind === "call" && operations.get(step.call)?.creates !== undefined,
  );
  return creates ? "creates" : "reads";
}

function facilityOf(field: NonNullable<Operation["fromTarget"]>): Facility {
  return field === "createUpload" ? "create-upload" : "list-uploads";
}
