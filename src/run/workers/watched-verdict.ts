import { canonicalJson } from "../../judge/report/canonical-json.ts";
import type { Failure } from "../../model/failure.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { worst } from "../../model/verdict.ts";
import { MAX_FAILURES } from "../case/confirm.ts";
import { CASE_OF } from "../case/invariant.ts";

/**
 * The verdict of an invariant from those of all workers, each by the answers that it got: the worst of them. One that got no
 * answer that the rule is about says nothing where others did.
 *
 * @param verdicts one at least
 */
export function watchedVerdict(verdicts: readonly UnitVerdict[]): UnitVerdict | undefined {
  const speaking = verdicts.filter(({ verdict, cases }) => verdict !== "inconclusive" || cases > 0);
  const heard = speaking.length > 0 ? speaking : verdicts;
  const kind = worst(heard.map(({ verdict }) => verdict));
  const worstOnes = heard.filter(({ verdict }) => verdict === kind);
  const [spoken] = worstOnes;
  if (!spoken) return undefined;
  const failures = new Map<string, Failure>();
  for (const failure of worstOnes.flatMap((one) => one.failures).sort(bySize)) {
    if (!failures.has(failure.id)) failures.set(failure.id, failure);
  }
  const exercised = new Set(heard.flatMap((one) => one.exercised));
  return {
    ...spoken,
    cases: Math.max(...verdicts.map(({ cases }) => cases)),
    requests: verdicts.reduce((sum, { requests }) => sum + requests, 0),
    durationMs: Math.max(...verdicts.map(({ durationMs }) => durationMs)),
    failures: [...failures.values()].slice(0, MAX_FAILURES),
    observed: spoken.observed && Object.assign({}, ...worstOnes.map(({ observed }) => observed)),
    exercised: [...exercised].sort(),
    ...(spoken.holds === undefined ? {} : { holds: worstOnes.every(({ holds }) => holds) }),
  };
}

/** The order in which one process finds them: the fewest calls, the rule's own cases first. */
function bySize(one: Failure, other: Failure): number {
  const isOthers = ({ counterexample }: Failure): number => (CASE_OF in counterexample ? 1 : 0);
  const words = ({ counterexample }: Failure): string => canonicalJson(counterexample);
  return (
    one.step - other.step || isOthers(one) - isOthers(other) || (words(one) < words(other) ? -1 : 1)
  );
}
