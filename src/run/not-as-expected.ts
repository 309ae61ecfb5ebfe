import type { CallOutcome } from "../model/unmet-call.ts";
import { redactDeep } from "../wire/redact-deep.ts";
import { type CaseState, StopCase } from "./case-state.ts";
import { recordedStep } from "./recorded-step.ts";
import { gotWords } from "./signature.ts";

/**
 * Why a case stops after a call that did not get what the documents promise: nothing can be said about the
 * rule then, but the call itself may be what another rule fails for.
 *
 * @param reason for people, with the answer in it
 * @param state whose last call it was
 */
export function notAsExpected(
  reason: string,
  wanted: CallOutcome,
  { trace, open }: Pick<CaseState, "trace" | "open">,
): StopCase {
  const entry = trace.at(-1);
  if (!entry?.answer) return new StopCase("undecided", reason);
  const unmet = { step: recordedStep(entry), wanted, got: gotWords(entry.answer) };
  return new StopCase("undecided", reason, redactDeep(unmet, open.secrets.redact));
}
