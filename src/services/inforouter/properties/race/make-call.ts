import type { Answer } from "../../../../judge/answer/answer.ts";
import type { Binding } from "../../../../model/binding.ts";
import { outcomeOf } from "../../../../properties/race/outcome-of.ts";
import type { Outcome } from "../../../../properties/race/race-event.ts";
import type { Branch } from "../../../../properties/race/race-plan.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { INFOROUTER } from "../../name.ts";

/** Calls whose answer is a part of a file, or all of it. */
const READS: readonly string[] = ["DownloadDocument", "DownloadFileChunk"];

/** Makes a call of a race, and gives what it came to and its number among the steps. */
export async function makeCall(
  step: CallValues,
  over: Branch<unknown>["over"],
  state: CaseState,
): Promise<{ readonly outcome: Outcome; readonly step: number }> {
  const answer = await callOnce(step, bindingOf(over, state), state);
  return { outcome: outcomeOf(answer, READS.includes(step.call)), step: stepOf(answer, state) };
}

function bindingOf(
  over: Branch<unknown>["over"],
  { open, bindings: [own = "get"] }: CaseState,
): Binding {
  const offered = open.target.services[INFOROUTER]?.bindings ?? [];
  return over !== "own" && offered.includes(over) ? over : own;
}

/** Other calls may have been answered since. */
function stepOf(answer: Answer, { trace }: CaseState): number {
  return trace.findIndex((entry) => entry.answer === answer) + 1;
}
