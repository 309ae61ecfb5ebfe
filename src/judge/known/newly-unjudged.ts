import type { Report } from "../../model/report.ts";
import { diffTarget } from "../diff/diff-target.ts";
import { alignTargets } from "../report/align-targets.ts";

/** A rule that binds, that an earlier report judged over some bindings and a later one does not. */
export interface UnjudgedRule {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly string[];
  /** Why it is not judged any more. */
  readonly reason: string;
}

const WAS_JUDGED: ReadonlySet<string> = new Set(["pass", "fail"]);

/**
 * The rules of a report that an earlier one judged and that were declared away or left out since. What
 * could not be judged this time is not among them: that is incomplete, and no change of what is asked.
 */
export function newlyUnjudged(report: Report, older: Report): readonly UnjudgedRule[] {
  const reports = { older, newer: report, allowUnjudged: false };
  return alignTargets(older, report).flatMap((pair) =>
    diffTarget(pair, reports).changes.flatMap(({ kind, worse, rule, bindings, old, new: now }) =>
      (kind === "no-longer-judged" || (kind === "vanished-rule" && WAS_JUDGED.has(old.verdict))) &&
      worse &&
      now.verdict !== "inconclusive"
        ? [{ target: pair.new.name, rule, bindings, reason: now.reason ?? "no reason recorded" }]
        : [],
    ),
  );
}
