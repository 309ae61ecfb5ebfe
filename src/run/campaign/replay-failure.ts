// biome-ignore-all lint/suspicious/noThenProperty: rule files have it
import { UsageError } from "../../model/errors.ts";
import type { Failure, RecordedStep } from "../../model/failure.ts";
import type { CallStep, Rule } from "../../model/rule.ts";
import { systemRefusal } from "../../model/system-refusal.ts";
import type { ServiceName } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";
import { bodyOf } from "../case/case-body.ts";
import { runCase } from "../case/run-case.ts";
import { runSteps } from "../case/run-steps.ts";
import type { CaseResult } from "../case/trace.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import type { OpenTarget } from "../target/open-target.ts";

/** What a replay goes by. */
export interface ReplayOptions {
  readonly open: OpenTarget;
  /** The rule as the rule files have it today; undefined when they have it no more. */
  readonly rule: Rule | undefined;
  /** Of the rule that failed. */
  readonly service: ServiceName;
  readonly failure: Failure;
  readonly vocabulary: Vocabulary;
}

/**
 * Sends a recorded failure again on fresh state, and judges it: by its recorded steps alone where each
 * is judged by itself, else (a model, a race, a comparison of bindings) by its recorded inputs and the
 * rule of that id. Needs no seed.
 *
 * @returns undefined when the failure can only be judged by a rule that is no more
 * @throws UsageError (`steps-unusable`) where what was recorded makes no sense
 */
export async function replayFailure(options: ReplayOptions): Promise<CaseResult | undefined> {
  try {
    return await replayOnce(options);
  } catch (cause) {
    if (cause instanceof UsageError || systemRefusal(cause) !== undefined) throw cause;
    // A report is a file of somebody: what it says was sent need not make sense.
    const message = `what the report recorded of ${options.failure.id} cannot be sent again: ${(cause as Error).message}`;
    const hint = "see assay report --verify: the report was changed, or another version wrote it";
    throw new UsageError("steps-unusable", [{ message, hint }], { cause });
  }
}

async function replayOnce(options: ReplayOptions): Promise<CaseResult | undefined> {
  const { open, rule, service, failure, vocabulary } = options;
  const bindings = failure.binding.split("+") as Rule["bindings"];
  const judged = failure.steps.flatMap((step) => (step.judged === undefined ? [] : [step.judged]));
  const alone = judged.length > 0 && !judged.some(comparesAnswers);
  if (alone && rule?.property === undefined) {
    // A call that is asked for again is sent again by itself.
    const steps = failure.steps.filter(({ askedAgain }) => !askedAgain).map(callStep);
    const subject = rule ?? nameless(failure.id, service);
    return runCase({
      open,
      rule: subject,
      bindings,
      inputs: {},
      index: 0,
      body: (state) => runSteps(steps, state),
    });
  }
  if (!rule) return undefined;
  const inputs = failure.counterexample;
  return runCase({
    open,
    rule,
    bindings,
    inputs,
    index: 0,
    body: bodyOf(rule, inputs, vocabulary),
  });
}

/** With those over other bindings, or with one from before: such a step does not stand alone. */
function comparesAnswers(judged: JsonValue): boolean {
  if (typeof judged !== "object" || judged === null) return false;
  return ["agree", "sameAs", "alike"].some((check) => check in judged);
}

function callStep(recorded: RecordedStep): CallStep {
  const {
    call,
    binding,
    with: values,
    without = [],
    save = {},
    judged,
    method,
    at,
    rename,
    transfer,
    spelling,
    until,
    within,
    every,
  } = recorded;
  return {
    kind: "call",
    call,
    over: binding,
    as: recorded.as as string,
    with: values,
    without,
    save,
    expect: "anything",
    ...(method === undefined ? {} : { method }),
    ...(at === undefined ? {} : { at }),
    ...(rename === undefined ? {} : { rename }),
    ...(transfer === undefined ? {} : { transfer }),
    ...(spelling === undefined ? {} : { spelling }),
    ...(until === undefined ? {} : { until: until as NonNullable<CallStep["until"]> }),
    ...(within === undefined ? {} : { within }),
    ...(every === undefined ? {} : { every }),
    ...(judged === undefined ? {} : { then: judged as NonNullable<CallStep["then"]> }),
  };
}

/** A rule whose file is gone: its recorded steps are all that is needed of it. */
function nameless(id: string, service: ServiceName): Rule {
  return {
    id,
    title: "",
    level: "MUST",
    service,
    operation: "",
    statements: [],
    source: { document: "", where: "" },
    bindings: [],
    together: false,
    needs: [],
    needsAny: [],
    effect: "creates",
    tags: [],
    session: "shared",
    forEach: {},
    forAll: {},
    steps: [],
    control: { kind: "none" },
    faults: [],
    at: { file: "" },
  };
}
