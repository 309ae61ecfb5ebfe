import type { Operation } from "../../model/operation.ts";
import type { AnyStep, CallStep, ProbeStep, Rule, Step } from "../../model/rule.ts";
import type { Capability } from "../../model/service.ts";
import { parseReference, referencesIn } from "../check/references.ts";
import type { DescribedService } from "../source/service-source.ts";

type Operations = ReadonlyMap<string, Operation>;

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
  { operations, capabilities }: Pick<DescribedService, "operations" | "capabilities">,
  session?: "own",
): readonly string[] {
  const needs = new Set<string>();
  const facility = (name: string): void =>
    void (Object.hasOwn(capabilities, name) && needs.add(name));
  const those = (test: (capability: Capability) => boolean): void => {
    for (const [name, capability] of Object.entries(capabilities)) {
      if (test(capability)) needs.add(name);
    }
  };
  if (session === "own") facility("credentials");
  for (const step of partsOf(steps)) {
    if (step.kind === "any") continue;
    if (step.kind === "probe") {
      those(({ probe }) => probe === step.probe);
      continue;
    }
    if (step.cleanup) continue;
    needs.add(step.call);
    if (step.as === "owner") facility("owner");
    if (step.as === "stranger") facility("stranger");
    if (step.as === "owner-again") facility("credentials");
    const operation = operations.get(step.call);
    for (const need of operation?.needs ?? []) needs.add(need);
    const { fromTarget } = operation ?? {};
    if (fromTarget !== undefined) those(({ settings }) => settings.includes(fromTarget));
    for (const reference of [step.with, step.at].flatMap(referencesIn)) {
      const { name } = parseReference(reference) ?? { name: "" };
      if (name === "owner") facility("credentials");
      those(({ names = [] }) => names.includes(name));
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
