import type { UnitVerdict } from "../../model/unit.ts";
import { distinctUnmet } from "./same-call.ts";

/**
 * The verdict of a unit over several rounds. A violation stays one; otherwise what was judged in any
 * round counts, and a round that could not be judged says nothing.
 */
export function mergeVerdicts(before: UnitVerdict | undefined, round: UnitVerdict): UnitVerdict {
  if (!before) return round;
  const speaking = before.verdict === "fail" || isSilent(round) ? before : round;
  const known = new Set(before.failures.map(({ id }) => id));
  const isOpen = before.verdict === "inconclusive" && round.verdict === "inconclusive";
  const { unmet, ...spoken } = speaking;
  const alternatives = { ...before.alternatives };
  for (const [because, times] of Object.entries(round.alternatives)) {
    alternatives[because] = (alternatives[because] ?? 0) + times;
  }
  return {
    ...spoken,
    ...(isOpen ? unmetInBoth(before, round) : unmet ? { unmet } : {}),
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

/** What was in the way in some round else is in the way of all of them. */
function unmetInBoth(before: UnitVerdict, round: UnitVerdict): Pick<UnitVerdict, "unmet"> {
  if (!before.unmet || !round.unmet) return {};
  return { unmet: distinctUnmet([...before.unmet, ...round.unmet]) };
}

function isSilent({ verdict }: UnitVerdict): boolean {
  return verdict === "inconclusive" || verdict === "not-applicable";
}
