import type { PlayEvent } from "./event.ts";
import { eitherOf, follow, type Knowledge } from "./knowledge.ts";
import { type AnyCall, type AnyOutcome, isForbidden, type SequentialSpec } from "./spec.ts";

/**
 * What is known after calls in flight together: whatever each resource may be by any order of the calls, in
 * agreement with time, that explains every answer (linearizability: Wing and Gong, 1993). Undefined where
 * no order does. Orders that differ only in what was done first meet again: by the set of calls done, what
 * is known is kept once.
 *
 * @param events at most 30 calls
 */
export function explainTogether<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  events: readonly PlayEvent<Call, Outcome>[],
  known: Knowledge<State>,
  spec: SequentialSpec<State, Call, Outcome>,
): Knowledge<State> | undefined {
  /** What is known by the set of calls done, a bit each; all sets of one size. */
  let reached = new Map([[0, known]]);
  for (const _ of events) {
    const next = new Map<number, Knowledge<State>>();
    for (const [done, here] of reached) {
      for (const [index, event] of events.entries()) {
        const bit = 1 << index;
        if (done & bit || waits(event, done, events)) continue;
        const followed = follow(here, event, spec, isAlone(event, events));
        if (isForbidden(followed)) continue;
        const before = next.get(done | bit);
        next.set(done | bit, before ? eitherOf(before, followed.known) : followed.known);
      }
    }
    reached = next;
  }
  return reached.get(2 ** events.length - 1);
}

/** A call that is not done yet had ended before this one began. */
function waits(
  { began }: PlayEvent<unknown, unknown>,
  done: number,
  events: readonly PlayEvent<unknown, unknown>[],
): boolean {
  return events.some(({ ended }, index) => !(done & (1 << index)) && ended < began);
}

function isAlone(
  one: PlayEvent<unknown, unknown>,
  events: readonly PlayEvent<unknown, unknown>[],
): boolean {
  return events.every(
    (other) => other === one || other.ended < one.began || one.ended < other.began,
  );
}
