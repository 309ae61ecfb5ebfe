import type { Operation } from "../../model/operation.ts";
import type { AnyStep, CallStep, ProbeStep, Rule, Step } from "../../model/rule.ts";
import { parseReference, referencesIn } from "../check/references.ts";
import type { Facility } from "./facilities.ts";

type Operations = ReadonlyMap<string, Operation>;

/** Predefined names that stand for something in the writable folder. */
const IN_FOLDER: readonly string[] = ["newDocument", "newDocumentName", "otherDocument", "folders"];

/** Every call and probe of a list of steps, at any depth, whichever way an `any` takes. */
export function flatSteps(steps: readonly Step[]): readonly (CallStep | ProbeStep)[] {
  return steps.flatMap((step) => {
    if (step.kind === "repeat") return flatSteps(step.steps);
    return step.kind === "any" ? step.ways.flatMap((way) => flatSteps(way.steps)) : [step];
  });
}

/** The calls and probes that are made in any case, and the `any` steps beside them. */
function partsOf(steps: readonly Step[]): readonly (CallStep | ProbeStep | AnyStep)[] {
  return steps.flatMap((step) => (step.kind === "repeat" ? partsOf(step.steps) : [step]));
}

/**
 * What a target must offer for these steps: the operations called, and facilities such as a second
 * user or a writable folder. What only tidies up is not needed, nor what an `any` may do without.
 */
export function needsOf(
  steps: readonly Step[],
  operations: Operations,
  session?: "own",
): readonly string[] {
  const needs = new Set<string>();
  const facility = (name: Facility): void => void needs.add(name);
  if (session === "own") facility("credentials");
  for (const step of partsOf(steps)) {
    if (step.kind === "any") continue;
    if (step.kind === "probe") {
      facility(step.probe === "staging" ? "staging-probe" : "object-probe");
      continue;
    }
    if (step.cleanup) continue;
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
      if (IN_FOLDER.includes(name)) facility("writable-folder");
    }
  }
  return [...needs];
}

/** Of each `any` among steps: what each of its ways needs. */
export function needsOfWays(steps: readonly Step[]): Rule["needsAny"] {
  return partsOf(steps).flatMap((step) =>
    step.kind === "any" ? [step.ways.map(({ needs }) => needs)] : [],
  );
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
