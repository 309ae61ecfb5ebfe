import { severityOf } from "../severity.ts";
import type { Sign } from "./mark.ts";
import type { PageContent } from "./page-content.ts";

/**
 * How a statement stands on a target: as its rules do, so that a known deviation is told from a
 * violation; `absent` when the target's report does not name it.
 */
export function statementSign(
  id: string,
  target: number,
  { report, rules, failOn }: PageContent,
): Sign {
  const found = report.targets[target]?.statements[id];
  if (!found) return "absent";
  if (found.verdict !== "fail") return found.verdict;
  const failing = rules.flatMap(({ rule, cells }) => {
    const cell = rule.statements.includes(id) ? cells[target] : null;
    return cell?.verdict === "fail" ? [severityOf(cell, failOn)] : [];
  });
  const worstFirst = ["violated", "warning", "known"] as const;
  return worstFirst.find((severity) => failing.includes(severity)) ?? "violated";
}
