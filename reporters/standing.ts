import type { RuleReport } from "../src/model/report.ts";
import type { VerdictKind } from "../src/model/verdict.ts";
import type { FailOn } from "./render-options.ts";

/**
 * A verdict weighed for a reader: `violated` counts against the target; `warning` is a failed rule that
 * does not (SHOULD by default); `known` is a failure that the deviations file excuses; `stale` is such
 * an entry for a rule that passes, and counts against the run.
 */
export type Standing = "violated" | "warning" | "known" | "stale" | Exclude<VerdictKind, "fail">;

/** The standing of a rule, or of one of its bindings when `verdict` is given. */
export function standingOf(
  rule: Pick<RuleReport, "level" | "known" | "verdict">,
  failOn: FailOn = "must",
  verdict: VerdictKind = rule.verdict,
): Standing {
  if (rule.known && rule.verdict === "pass") return "stale";
  if (verdict !== "fail") return verdict;
  if (rule.known) return "known";
  return rule.level === "MUST" || (rule.level === "SHOULD" && failOn === "should")
    ? "violated"
    : "warning";
}
