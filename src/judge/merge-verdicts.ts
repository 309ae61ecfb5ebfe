import type { UnitVerdict } from "../model/unit.ts";

/**
 * The verdict of a unit over several rounds. A violation stays one; otherwise what was judged in any
 * round counts, and a round that could not be judged says nothing.
 */
export function mergeVerdicts(before: UnitVerdict | undefined, round: UnitVerdict): UnitVerdict {
  if (!before) return round;
  const speaking = before.verdict === "fail" || isSilent(round) ? before : round;
  const known = new Set(before.failures.map(({ id }) => id));
  const alternatives = { ...before.alternatives };
  for (const [because, times] of Object.entries(round.alternatives)) {
    alternatives[because] = (alternatives[because] ?? 0) + times;
  }
  return {
    ...speaking,
    cases: before.cases + round.cases,
    requests: before.requests + round.requests,
    durationMs: before.durationMs + round.durationMs,
    failures: [...before.failures, ...round.failures.filter(({ id }) => !known.has(id))],
    observed:
      before.observed && round.observed
        ? { ...before.observed, ...round.observed }
        : before.observed,
    alternatives,
  };
}

function isSilent({ verdict }: UnitVerdict): boolean {
  return verdict === "inconclusive" || verdict === "not-applicable";
}
