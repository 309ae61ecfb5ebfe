import type { ScopedDeviation } from "../../model/deviation.ts";
import type { TargetReport } from "../../model/report.ts";

/**
 * The entries of a target's deviations file as far as the shards have their rules, in the order of
 * those; undefined without such a file. What becomes of them is up to all shards together.
 */
export function mergeDeviations(
  parts: readonly TargetReport[],
): readonly ScopedDeviation[] | undefined {
  const lists = parts.flatMap(({ deviations }) => (deviations ? [deviations] : []));
  if (lists.length === 0) return undefined;
  const byKey = new Map<string, ScopedDeviation>();
  for (const { state: _, ...entry } of lists.flat()) byKey.set(JSON.stringify(entry), entry);
  return [...byKey.values()].sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
