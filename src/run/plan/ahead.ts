/** Cases of one rule that run beside each other, at most. */
export const MOST_AHEAD = 16;

/** What of the requests that each lane has a rule may have in a row. */
const OF_A_LANE = 0.25;

/**
 * How many cases of a unit run beside each other, so that it does not end after all the others: one, where
 * its row of requests is short for the share that each of so many lanes has.
 *
 * @param requests those of the unit
 * @param all those of all units
 */
export function aheadOf(requests: number, all: number, lanes: number): number {
  const row = (all / lanes) * OF_A_LANE;
  if (row <= 0) return 1;
  return Math.max(1, Math.min(MOST_AHEAD, lanes, Math.ceil(requests / row)));
}
