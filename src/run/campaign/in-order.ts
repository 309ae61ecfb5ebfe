import type { Rule } from "../../model/rule.ts";

interface Ordered {
  readonly rule: Pick<Rule, "id" | "faults">;
  readonly first?: true;
  readonly isSlow?: boolean;
  readonly requests?: number;
}

/**
 * Units in the order in which they begin: what is to be judged first; then those for which all would wait in
 * the end, the longest first, since the requests of one go one after the other; then over one binding of each
 * rule what finds most for its requests, so that a broken server is soon seen to be one; then the other
 * bindings, again the longest first. The verdicts are the same in any order.
 *
 * @param concurrency how many are judged at the same time
 */
export function inOrder<T extends Ordered>(units: readonly T[], concurrency: number): readonly T[] {
  const all = units.reduce((sum, { isSlow, requests = 0 }) => sum + (isSlow ? 0 : requests), 0);
  // Half of what each of so many lanes has to do.
  const long = all / concurrency / 2;
  const early = units.filter(({ first }) => first);
  const others = units.filter(({ first }) => !first);
  const isLong = ({ isSlow = false, requests = 0 }: T): boolean => isSlow || requests > long;
  const longest = others.filter(isLong).toSorted(byLength);
  const short = others.filter((unit) => !isLong(unit));
  const seen = new Set<string>();
  const isFirstOfRule = ({ rule }: T): boolean => !seen.has(rule.id) && Boolean(seen.add(rule.id));
  const ofRules = short.filter(isFirstOfRule);
  const once = new Set(ofRules);
  const rest = short.filter((unit) => !once.has(unit)).toSorted(byLength);
  return [...early, ...longest, ...byFinds(ofRules), ...rest];
}

/** What a unit that claims no fault that others have not is worth, in faults: it may find something, too. */
const WORTH = 0.1;

/** Next is always what takes the fewest requests for each fault that nothing before it is known to find. */
function byFinds<T extends Ordered>(units: readonly T[]): readonly T[] {
  const left = new Set(units);
  const found = new Set<string>();
  const inTurn: T[] = [];
  const perFault = (unit: T): number => {
    const more = unit.rule.faults.filter((fault) => !found.has(fault)).length;
    return requestsOf(unit) / (WORTH + more);
  };
  while (left.size > 0) {
    let next: T | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const unit of left) {
      const takes = perFault(unit);
      if (next && takes >= least) continue;
      next = unit;
      least = takes;
    }
    if (!next) break;
    left.delete(next);
    for (const fault of next.rule.faults) found.add(fault);
    inTurn.push(next);
  }
  return inTurn;
}

/** The longest first: what is short fills the lanes in the end. */
function byLength(one: Ordered, other: Ordered): number {
  return requestsOf(other) - requestsOf(one);
}

function requestsOf({ requests = 0 }: Ordered): number {
  return requests;
}
