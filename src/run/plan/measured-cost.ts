import type { Binding } from "../../model/binding.ts";
import type { Report, RuleReport } from "../../model/report.ts";
import type { Rule } from "../../model/rule.ts";
import type { CostOf } from "./expected-cost.ts";

/** What a rule took in a report, in milliseconds, and over which bindings. */
interface Took {
  readonly ms: number;
  readonly bindings: ReadonlySet<string>;
}

/**
 * What rules took in a report, in milliseconds; of a rule that it does not tell of, as long as others take for
 * as many requests. A report has the time of a rule over all its bindings: each gets its part by what is expected.
 *
 * @param rules those that are judged now
 * @param names of the targets that are judged now: where the report has some of them, only those count
 * @param expected see `expectedCost`
 */
export function measuredCost(
  { targets }: Pick<Report, "targets">,
  rules: readonly Rule[],
  names: readonly string[],
  expected: CostOf,
): CostOf {
  const known = targets.filter(({ name }) => names.includes(name));
  const took = new Map<string, Took>();
  for (const rule of (known.length > 0 ? known : targets).flatMap((target) => target.rules)) {
    if (!isMeasured(rule)) continue;
    const before = took.get(rule.id);
    took.set(rule.id, {
      ms: (before?.ms ?? 0) + rule.durationMs,
      bindings: new Set([...(before?.bindings ?? []), ...Object.keys(rule.bindings)]),
    });
  }
  const overAll = (rule: Rule, { bindings }: Took): number =>
    [...bindings].reduce((sum, label) => sum + expected(rule, label.split("+") as Binding[]), 0);
  const compared = rules.flatMap((rule) => {
    const own = took.get(rule.id);
    return own ? [{ ms: own.ms, requests: overAll(rule, own) }] : [];
  });
  const sum = (of: (one: (typeof compared)[number]) => number): number =>
    compared.reduce((all, one) => all + of(one), 0);
  const msEach =
    sum(({ ms }) => ms) /
      Math.max(
        1,
        sum(({ requests }) => requests),
      ) || 1;
  return (rule, bindings) => {
    const own = took.get(rule.id);
    if (!own?.bindings.has(bindings.join("+"))) return expected(rule, bindings) * msEach;
    const all = overAll(rule, own);
    return own.ms * (all > 0 ? expected(rule, bindings) / all : 1 / own.bindings.size);
  };
}

/** What was not reached, or could not be tried, took no time and tells nothing; what does not apply takes none. */
function isMeasured({ verdict, cases }: RuleReport): boolean {
  return cases > 0 || verdict === "not-applicable";
}
