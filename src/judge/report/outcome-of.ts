import { fallsShort } from "../../model/how-judged.ts";
import { isExcused, isKnownOpen } from "../../model/is-excused.ts";
import type { OpenOperations } from "../../model/open-operations.ts";
import type { Judged, Outcome, RuleReport } from "../../model/report.ts";

/** A report of which an outcome is told. */
export interface JudgedRules {
  readonly rules: readonly RuleReport[];
  readonly judged: Judged;
  /** What the target offers against what targets.json says: then it conforms no longer. */
  readonly operations?: OpenOperations | undefined;
  /** Whether these are the rules of a shard, of which nobody asks how many were judged. */
  readonly part: boolean;
}

/**
 * A target violates when a MUST rule fails that no deviation excuses. It conforms only when MUST rules
 * were judged, none is open, and as many were judged as was asked for.
 */
export function outcomeOf(judged: JudgedRules): Outcome {
  const must = judged.rules.filter(({ level }) => level === "MUST");
  if (must.some((rule) => rule.verdict === "fail" && !isExcused(rule))) return "violates";
  if (isOpen(judged)) return "incomplete";
  return must.length > 0 ? "conforms" : "holds";
}

/**
 * Whether something is left to judge: a MUST rule is inconclusive, none of those that were selected could
 * be judged, nothing at all was, fewer than was asked for, or the target offers other operations than it
 * declares.
 */
export function isOpen({ rules, judged, operations, part }: JudgedRules): boolean {
  const must = rules.filter(({ level }) => level === "MUST");
  const asked = must.length > 0 ? must : rules;
  const isJudged = asked.some(({ verdict }) => ["pass", "fail", "observed"].includes(verdict));
  const open = must.some((rule) => rule.verdict === "inconclusive" && !isKnownOpen(rule));
  return open || operations !== undefined || !isJudged || (!part && fallsShort(judged));
}
