import type { BareChange } from "../../model/diff.ts";
import type { Report, RuleReport } from "../../model/report.ts";
import { whatIsMissing } from "./diff-notes.ts";

/**
 * Whether a change is one that makes the exit code 1.
 *
 * @param old the rule as the older report has it
 * @param reports.allowUnjudged whether rules may go unjudged
 */
export function isWorse(
  change: BareChange,
  old: RuleReport | undefined,
  { newer, allowUnjudged }: { readonly newer: Report; readonly allowUnjudged: boolean },
): boolean {
  switch (change.kind) {
    case "regressed":
      return change.new.known === null;
    case "vanished-rule":
      return isBinding(change);
    case "no-longer-judged":
      return !allowUnjudged && isBinding(old ?? change) && isLost(change, newer);
    case "newly-judged":
    case "new-rule":
    case "behaviour-changed":
    case "deviation-changed":
    case "fixed":
      return false;
    default:
      return change.kind satisfies never;
  }
}

/** A rule that was only observed, also one that other editions promise, asked nothing of the server. */
function isBinding({ level }: Pick<RuleReport, "level">): boolean {
  return level !== "MAY";
}

/** What a report that is not whole does not have may be in the rest; what it declares away is away. */
function isLost({ new: now }: BareChange, newer: Report): boolean {
  return now.verdict === "not-applicable" || whatIsMissing(newer) === undefined;
}
