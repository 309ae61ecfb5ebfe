import { isExcused, isKnownOpen } from "../src/model/is-excused.ts";
import type { RuleReport } from "../src/model/report.ts";
import type { VerdictKind } from "../src/model/verdict.ts";
import type { FailOn } from "./render-options.ts";

/**
 * A verdict weighed for a reader: `violated` counts against the target; `warning` is a failed rule that
 * does not (SHOULD by default); `known` is a failure that the deviations file excuses; `stale` is such
 * an entry for a rule that passes, and counts against the run.
 */
export type Severity = "violated" | "warning" | "known" | "stale" | Exclude<VerdictKind, "fail">;

/**
 * The severity of a rule, or of one of its bindings when `verdict` is given. A deviation may excuse some
 * bindings only: the rule is `known` when it excuses all that fail.
 */
export function severityOf(
  rule: Pick<RuleReport, "level" | "known" | "verdict" | "bindings" | "failures">,
  failOn: FailOn = "must",
  verdict: VerdictKind = rule.verdict,
  binding?: string | null,
): Severity {
  if (rule.verdict === "pass" && isExcused(rule, binding)) return "stale";
  if (verdict !== "fail") return verdict;
  if (isExcused(rule, binding)) return "known";
  return rule.level === "MUST" || (rule.level === "SHOULD" && failOn === "should")
    ? "violated"
    : "warning";
}

/**
 * Whether that a rule could not be judged weighs as much as that it is violated: of a MAY rule nothing
 * depends, and what is known to come and go, or to follow from a known failure, is no news.
 */
export function leavesOpen(
  rule: Pick<RuleReport, "level" | "verdict" | "known" | "bindings" | "flaky" | "unmet">,
  failOn: FailOn = "must",
): boolean {
  if (rule.level === "MAY" || isKnownOpen(rule)) return false;
  return rule.level === "MUST" || failOn === "should";
}
