import type { Result } from "sarif";
import type { TargetReport } from "../../src/model/report.ts";

/** What GitHub's code scanning takes of one file: a file with more is refused whole. */
export const SARIF_LIMITS = { runs: 20, resultsOfARun: 25_000, tagsOfARule: 20 } as const;

/** What weighs most first: what is left out is what a reader misses least. */
const OUTCOMES: readonly TargetReport["outcome"][] = [
  "violates",
  "incomplete",
  "holds",
  "conforms",
];
const LEVELS: readonly Result["level"][] = ["error", "warning", "note"];

/** The first of a list by weight, in the order of the list. */
function weightiest<T>(all: readonly T[], most: number, weight: (one: T) => number): readonly T[] {
  if (all.length <= most) return all;
  const kept = new Set([...all].sort((a, b) => weight(a) - weight(b)).slice(0, most));
  return all.filter((one) => kept.has(one));
}

/** The targets that a file has room for. */
export function targetsWithin(targets: readonly TargetReport[]): readonly TargetReport[] {
  return weightiest(targets, SARIF_LIMITS.runs, ({ outcome }) => OUTCOMES.indexOf(outcome));
}

/** The results that a run has room for: those that are suppressed go first. */
export function resultsWithin(results: readonly Result[]): readonly Result[] {
  return weightiest(
    results,
    SARIF_LIMITS.resultsOfARun,
    ({ level, suppressions }) => LEVELS.indexOf(level) + (suppressions ? LEVELS.length : 0),
  );
}
