import { type Answer, isAccepted } from "../../../../judge/answer/answer.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { notAsExpected } from "../../../../run/case/not-as-expected.ts";

/**
 * Makes a call that a race needs before it can begin.
 *
 * @throws StopCase when it is not accepted: then nothing can be said about the race
 */
export async function setUp(step: CallValues, state: CaseState): Promise<Answer> {
  const answer = await callOnce(step, state.bindings[0] ?? "get", state);
  if (isAccepted(answer)) return answer;
  throw notAsExpected(step.call, "accepted", state);
}
