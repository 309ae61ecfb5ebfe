import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import type { Binding } from "../../model/binding.ts";
import type { Sample, Samples } from "../../model/service.ts";
import { callOnce } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { notAsExpected } from "../../run/case/not-as-expected.ts";
import { samplesOf } from "./samples-of.ts";

/** The calls that a twin needs, each accepted. */
export async function prepareSample(
  { before }: Sample,
  binding: Binding,
  state: CaseState,
): Promise<void> {
  for (const step of before) {
    const answer = await callOnce(step, binding, state);
    if (!isAccepted(answer)) throw notAsExpected(`${step.call}, sent plainly,`, "accepted", state);
  }
}

/**
 * Sends a twin plainly; its answer has the outcome that the documents state.
 *
 * @throws StopCase when it has not: then there is nothing to compare with
 */
export async function sendSample(
  twin: Sample,
  binding: Binding,
  state: CaseState,
): Promise<Answer> {
  await prepareSample(twin, binding, state);
  const answer = await callOnce(twin.call, binding, state);
  const held = twin.outcome === "accepted" ? isAccepted(answer) : isRefused(answer);
  if (!held) throw notAsExpected(`${twin.call.call}, sent plainly,`, twin.outcome, state);
  return answer;
}

/**
 * The twins of the rule's operation that have their outcome on this server, the accepted one first. Where an
 * optional one has not, a call of another operation must be refused: a server that refuses nothing would
 * hold to everything.
 *
 * @throws StopCase when nothing is refused
 */
export async function usableSamples(binding: Binding, state: CaseState): Promise<Samples["calls"]> {
  const { calls, elsewhere } = samplesOf(state);
  const [accepted, ...others] = calls;
  const usable: Sample[] = [];
  for (const twin of others) {
    if (!twin.optional || (await hasOutcome(twin, binding, state))) usable.push(twin);
  }
  if (usable.length === 0 && elsewhere) await sendSample(elsewhere, binding, state);
  return [accepted, ...usable];
}

async function hasOutcome(twin: Sample, binding: Binding, state: CaseState): Promise<boolean> {
  await prepareSample(twin, binding, state);
  const answer = await callOnce(twin.call, binding, state);
  return twin.outcome === "accepted" ? isAccepted(answer) : isRefused(answer);
}
