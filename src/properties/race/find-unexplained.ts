import { isLinearizable } from "./linearizable.ts";
import type { RaceEvent } from "./race-event.ts";
import type { SequentialSpec } from "./sequential-spec.ts";

/**
 * The call with which a history stops being explained: the last of the race to end, or the first of
 * those after it that no order allows. Undefined when some order explains all of it.
 */
export function findUnexplained<S, C>(
  history: readonly RaceEvent<C>[],
  spec: SequentialSpec<S, C>,
): RaceEvent<C> | undefined {
  if (isLinearizable(history, spec)) return undefined;
  const after = history.filter(({ branch }) => branch === "after");
  const race = history.filter(({ branch }) => branch !== "after");
  const found = after.findIndex(
    (_, index) => !isLinearizable([...race, ...after.slice(0, index + 1)], spec),
  );
  return isLinearizable(race, spec)
    ? after[found]
    : race.reduce((last, event) => (event.ended > last.ended ? event : last));
}
