import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { CallOutcome } from "../../model/unmet-call.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import { type CaseState, StopCase } from "./case-state.ts";
import { recordedFor } from "./evidence.ts";
import { recordedStep } from "./recorded-step.ts";
import { gotWords } from "./signature.ts";

/**
 * Why a case stops after a call that did not get what the documents promise: nothing can be said about the
 * rule then, but the call itself may be what another rule fails for.
 *
 * @param call how people are told of it
 * @param state whose last call it was
 */
export function notAsExpected(
  call: string,
  wanted: CallOutcome,
  { trace, open, rule }: Pick<CaseState, "trace" | "open" | "rule">,
): StopCase {
  const entry = trace.at(-1);
  if (!entry?.answer) throw new Error("a call that was answered is in the trace");
  const { answer } = entry;
  const unmet = {
    step: recordedStep(entry, recordedFor(open, rule, entry)),
    wanted,
    got: gotWords(answer),
  };
  return new StopCase(
    "undecided",
    `${call} should be ${wanted} but got ${describeAnswer(answer)}`,
    redactDeep(unmet, open.secrets.redact),
  );
}
