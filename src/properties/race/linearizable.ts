import type { RaceEvent } from "./race-event.ts";
import type { SequentialSpec } from "./sequential-spec.ts";

/**
 * Whether there is an order of the calls, in agreement with time, in which every one of them could
 * have come to what it came to (linearizability: Wing and Gong, 1993). What was tried once, the same
 * calls done and the same state, is not tried again.
 *
 * @param history at most 30 calls
 */
export function isLinearizable<S, C>(
  history: readonly RaceEvent<C>[],
  spec: SequentialSpec<S, C>,
): boolean {
  const all = 2 ** history.length - 1;
  const tried = new Set<string>();

  const canGoOn = (done: number, state: S): boolean => {
    if (done === all) return true;
    const here = `${done} ${spec.key(state)}`;
    if (tried.has(here)) return false;
    tried.add(here);
    return history.some((event, index) => {
      const bit = 1 << index;
      if (done & bit || waits(event, done)) return false;
      const alone = isAlone(event, history);
      return spec
        .step(state, event.call, event.outcome, alone)
        .some((next) => canGoOn(done | bit, next));
    });
  };

  /** A call that is not done yet had ended before this one began. */
  const waits = ({ began }: RaceEvent<C>, done: number): boolean =>
    history.some(({ ended }, index) => !(done & (1 << index)) && ended < began);

  return canGoOn(0, spec.start);
}

function isAlone<C>(one: RaceEvent<C>, history: readonly RaceEvent<C>[]): boolean {
  return history.every(
    (other) => other === one || other.ended < one.began || one.ended < other.began,
  );
}
