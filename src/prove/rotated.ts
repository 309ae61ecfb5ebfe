/** The same in the same order, beginning elsewhere. */
export function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const from = all.length === 0 ? 0 : Math.abs(by) % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}
