import type { Report, RuleReport } from "../../src/model/report.ts";

/** One rule on every target, in the order of the targets; null: not in that target's list. */
export interface AlignedRule {
  readonly id: string;
  /** What the targets have in common: title, level, source, statements. */
  readonly rule: RuleReport;
  readonly cells: readonly (RuleReport | null)[];
}

/** The rules of every target side by side, in the order of the ids. */
export function alignRules({ targets }: Report): readonly AlignedRule[] {
  const byId = targets.map((target) => new Map(target.rules.map((rule) => [rule.id, rule])));
  const ids = [...new Set(byId.flatMap((rules) => [...rules.keys()]))].sort();
  return ids.flatMap((id) => {
    const cells = byId.map((rules) => rules.get(id) ?? null);
    const rule = cells.find((cell) => cell !== null);
    return rule ? [{ id, rule, cells }] : [];
  });
}
