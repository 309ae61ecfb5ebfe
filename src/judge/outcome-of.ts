import { isExcused, isKnownFlaky } from "../model/is-excused.ts";
import type { OpenOperations, Outcome, RuleReport } from "../model/report.ts";

/**
 * A target violates when a MUST rule fails that no deviation excuses.
 *
 * @param options.operations what it offers against what targets.json says: then it conforms no longer
 * @param options.part whether these are the rules of a shard, which need not hold one that can be judged
 */
export function outcomeOf(
  rules: readonly RuleReport[],
  {
    part,
    operations,
  }: { readonly part: boolean; readonly operations?: OpenOperations | undefined },
): Outcome {
  const must = rules.filter(({ level }) => level === "MUST");
  if (must.some((rule) => rule.verdict === "fail" && !isExcused(rule))) return "violates";
  const judged = rules.some(({ verdict }) => ["pass", "fail", "observed"].includes(verdict));
  const open = must.some((rule) => rule.verdict === "inconclusive" && !isKnownFlaky(rule));
  return (judged || part) && !open && operations === undefined ? "conforms" : "incomplete";
}
