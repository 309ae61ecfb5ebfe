import { type Answer, isAccepted, isRefused } from "../../judge/answer.ts";
import { describeAnswer } from "../../judge/describe-answer.ts";
import type { Binding } from "../../model/binding.ts";
import { callOnce } from "../../run/call-once.ts";
import { type CaseState, StopCase } from "../../run/case-state.ts";
import type { Twin } from "./twins.ts";

/** The calls that a twin needs, each accepted. */
export async function prepareTwin(
  { before }: Twin,
  binding: Binding,
  state: CaseState,
): Promise<void> {
  for (const step of before) {
    const answer = await callOnce(step, binding, state);
    if (!isAccepted(answer)) throw notAsExpected(step.call, "accepted", answer);
  }
}

/**
 * Sends a twin plainly; its answer has the outcome that the documents state.
 *
 * @throws StopCase when it has not: then there is nothing to compare with
 */
export async function sendTwin(twin: Twin, binding: Binding, state: CaseState): Promise<Answer> {
  await prepareTwin(twin, binding, state);
  const answer = await callOnce(twin.call, binding, state);
  const held = twin.outcome === "accepted" ? isAccepted(answer) : isRefused(answer);
  if (!held) throw notAsExpected(twin.call.call, twin.outcome, answer);
  return answer;
}

function notAsExpected(call: string, outcome: string, answer: Answer): StopCase {
  const reason = `${call}, sent plainly, should be ${outcome} but got ${describeAnswer(answer)}`;
  return new StopCase("undecided", reason);
}
