import type { Level } from "../src/model/level.ts";
import type { Report, RuleReport } from "../src/model/report.ts";

/** A rule on which the targets of one report differ; cells in the order of the targets, null: not in that target's list. */
export interface RuleDifference {
  readonly id: string;
  readonly level: Level;
  readonly cells: readonly (RuleReport | null)[];
}

/** Something that several targets were seen to do differently, in comparable words. */
export interface BehaviourDifference {
  readonly id: string;
  readonly what: string;
  readonly cells: readonly (string | null)[];
}

export interface TargetDifferences {
  readonly rules: readonly RuleDifference[];
  readonly behaviour: readonly BehaviourDifference[];
}

/** Where the targets of a report differ, aligned by rule id: failures first, then by id. */
export function compareTargets(report: Report): TargetDifferences {
  const byId = report.targets.map((target) => new Map(target.rules.map((rule) => [rule.id, rule])));
  const ids = [...new Set(byId.flatMap((rules) => [...rules.keys()]))].sort();
  const rows = ids.map((id) => ({ id, cells: byId.map((rules) => rules.get(id) ?? null) }));
  return { rules: differingRules(rows), behaviour: differingBehaviour(rows) };
}

interface Row {
  readonly id: string;
  readonly cells: readonly (RuleReport | null)[];
}

function differingRules(rows: readonly Row[]): readonly RuleDifference[] {
  const differing = rows.flatMap(({ id, cells }) => {
    const verdicts = cells.map((rule) =>
      rule ? JSON.stringify([rule.verdict, rule.bindings]) : "",
    );
    const level = cells.find((rule) => rule !== null)?.level;
    return level && new Set(verdicts).size > 1 ? [{ id, level, cells }] : [];
  });
  const failing = ({ cells }: RuleDifference) => cells.some((rule) => rule?.verdict === "fail");
  return [...differing.filter(failing), ...differing.filter((row) => !failing(row))];
}

/** Only between targets that observed the rule at all: a rule that was not judged is a difference of verdicts. */
function differingBehaviour(rows: readonly Row[]): readonly BehaviourDifference[] {
  return rows.flatMap(({ id, cells }) => {
    const whats = new Set(cells.flatMap((rule) => Object.keys(rule?.observed ?? {})));
    return [...whats].flatMap((what) => {
      const seen = cells.map((rule) => rule?.observed?.[what] ?? null);
      return cells.every((rule) => rule?.observed) && new Set(seen).size > 1
        ? [{ id, what, cells: seen }]
        : [];
    });
  });
}
