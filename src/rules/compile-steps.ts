import type { CallStep, Checks, Expectation, Step } from "../model/rule.ts";
import type { DocumentPath } from "../schema/document.ts";
import type { StepSource } from "./step-source.ts";

/** What compiling steps needs: the fixtures of the service, and where to say that one is unknown. */
export interface StepCompiler {
  readonly fixtures: Readonly<Record<string, readonly StepSource[]>>;
  readonly unknownFixture: (name: string, path: DocumentPath) => void;
  /** Called with every compiled step and its place in the rule; a fixture's steps share the place of `use`. */
  readonly seen: (step: Step, path: DocumentPath) => void;
}

/**
 * Steps with their fixtures written out and every default filled in. A fixture may use another; one
 * that is in use already is left out, so that a circle ends.
 */
export function compileSteps(
  steps: readonly StepSource[],
  path: DocumentPath,
  compiler: StepCompiler,
  inherited: { readonly as?: string; readonly inUse?: readonly string[] } = {},
): readonly Step[] {
  return steps.flatMap((source, index) => {
    const here = inherited.inUse ? path : [...path, index];
    if (source.use !== undefined) return useFixture(source, here, compiler, inherited);
    const step = compileStep(source, here, compiler, inherited.as);
    compiler.seen(step, here);
    return [step];
  });
}

function useFixture(
  source: StepSource,
  path: DocumentPath,
  compiler: StepCompiler,
  inherited: { readonly as?: string; readonly inUse?: readonly string[] },
): readonly Step[] {
  const name = source.use ?? "";
  const fixture = compiler.fixtures[name];
  if (!fixture) compiler.unknownFixture(name, path);
  if (!fixture || inherited.inUse?.includes(name)) return [];
  const as = source.as ?? inherited.as;
  return compileSteps(fixture, path, compiler, {
    ...(as === undefined ? {} : { as }),
    inUse: [...(inherited.inUse ?? []), name],
  });
}

function compileStep(
  source: StepSource,
  path: DocumentPath,
  compiler: StepCompiler,
  as = "owner",
): Step {
  const when = source.when ? { when: source.when } : {};
  if (source.repeat !== undefined) {
    const steps = compileSteps(source.steps ?? [], [...path, "steps"], compiler, { as });
    return { kind: "repeat", ...when, times: source.repeat, steps };
  }
  if (source.probe !== undefined) {
    const { probe, holds = null, expect, then, observe } = source;
    return {
      kind: "probe",
      ...when,
      probe,
      holds,
      ...(expect === "present" || expect === "absent" ? { expect } : {}),
      ...(then === "present" || then === "absent" ? { then } : {}),
      ...(typeof observe === "string" ? { observe } : {}),
    } as Step;
  }
  const { rename, over, method, spelling, saveAnswer, observe } = source;
  return {
    kind: "call",
    ...when,
    call: source.call ?? "",
    as: source.as ?? as,
    with: source.with ?? {},
    without: source.without ?? [],
    save: source.save ?? {},
    expect: (source.expect as Expectation | undefined) ?? "anything",
    ...(rename === undefined ? {} : { rename }),
    ...(over === undefined ? {} : { over }),
    ...(method === undefined ? {} : { method }),
    ...(spelling === undefined ? {} : { spelling }),
    ...(saveAnswer === undefined ? {} : { saveAnswer }),
    ...(source.then === undefined ? {} : { then: source.then as Checks }),
    ...(observe === undefined ? {} : { observe }),
  } satisfies CallStep;
}
