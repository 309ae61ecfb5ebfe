import { isAccepted } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import type { Binding } from "../../../../model/binding.ts";
import type { SampleCall, Way } from "../../../../model/service.ts";
import type { BytesSpec } from "../../../../model/value.ts";
import { bytesIn, outcomeOf, saysNothing } from "../../../../properties/places/outcome.ts";
import type { Outcome } from "../../../../properties/places/spec.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { callsAt, type Spot } from "./spot.ts";

export interface Write {
  readonly way: Way;
  readonly spot: Spot;
  readonly content: BytesSpec;
  /** No two of a case have the same. */
  readonly number: number;
}

/** What came of a write; of one that is `unknown` nobody can tell whether its bytes are there. */
export type Written = "accepted" | "refused" | "unknown";

/** Whether the last calls of writes, which write, are sent together. */
export type How = "at once" | "one by one";

/**
 * Makes writes, all that they need before.
 *
 * @throws StopCase when that is refused: how those calls alone are answered other rules say
 */
export async function writeAll(
  writes: readonly Write[],
  how: How,
  over: Binding,
  state: CaseState,
): Promise<readonly Written[]> {
  const ready: SampleCall[] = [];
  for (const { way, spot, number, content } of writes) {
    const { before, call } = callsAt(way, spot, number, content);
    for (const one of before) {
      const answer = await callOnce(one, over, state);
      if (isAccepted(answer)) continue;
      throw new StopCase("undecided", `${one.call} got ${describeAnswer(answer)}`);
    }
    ready.push(call);
  }
  const send = async (call: SampleCall): Promise<Written> => {
    const answer = await callOnce({ ...call, expect: "anything" }, over, state);
    if (saysNothing(answer)) return "unknown";
    return isAccepted(answer) ? "accepted" : "refused";
  };
  if (how === "at once") return Promise.all(ready.map(send));
  const written: Written[] = [];
  for (const call of ready) written.push(await send(call));
  return written;
}

/** What was read, and which step of the case read it. */
export interface Read extends Outcome {
  readonly step: number;
}

/**
 * Reads a place.
 *
 * @throws StopCase when an answer says nothing of what is there
 */
export async function readAt(way: Way, spot: Spot, over: Binding, state: CaseState): Promise<Read> {
  const { before, call } = callsAt(way, spot, 0);
  for (const one of before) {
    const outcome = outcomeOf(await callOnce(one, over, state));
    if (outcome.kind !== "accepted") return { ...outcome, step: state.trace.length };
  }
  const answer = await callOnce(call, over, state);
  return { ...outcomeOf(answer), ...bytesIn(answer), step: state.trace.length };
}

/** Contents that no other write of the case has, neither the bytes nor how many they are. */
export function contentsOf(number: number): BytesSpec {
  return { bytes: { size: SMALLEST + STEP * number, seed: number } };
}

const SMALLEST = 2001;
const STEP = 97;
