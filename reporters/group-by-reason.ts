import type { RuleReport } from "../src/model/report.ts";

export interface ReasonGroup {
  readonly reason: string;
  readonly rules: readonly RuleReport[];
}

/** Rules with the same reason together, the largest group first; the order of the rules is kept. */
export function groupByReason(rules: readonly RuleReport[]): readonly ReasonGroup[] {
  const groups = new Map<string, RuleReport[]>();
  for (const rule of rules) {
    const reason = rule.reason ?? "no reason recorded";
    const group = groups.get(reason);
    if (group) group.push(rule);
    else groups.set(reason, [rule]);
  }
  return Array.from(groups, ([reason, members]) => ({ reason, rules: members })).sort(
    (a, b) => b.rules.length - a.rules.length,
  );
}
