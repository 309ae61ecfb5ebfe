/**
 * One of several things, each as likely as its weight says.
 *
 * @param weightOf above 0
 * @param at where in all the weights: from 0 up to 1
 * @returns undefined only where there are none
 */
export function weightedPick<T>(
  from: readonly T[],
  weightOf: (one: T) => number,
  at: number,
): T | undefined {
  let left = at * from.reduce((sum, one) => sum + weightOf(one), 0);
  const found = from.find((one) => {
    left -= weightOf(one);
    return left < 0;
  });
  // What rounding left over belongs to the last.
  return found ?? from.at(-1);
}
