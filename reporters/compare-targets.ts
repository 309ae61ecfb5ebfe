import type { Binding } from "../src/model/binding.ts";
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
  /** Rules that one target keeps and another breaks over the same binding. */
  readonly rules: readonly RuleDifference[];
  /** Other rules that are judged on some targets only: nothing is known of a difference. */
  readonly partly: readonly RuleDifference[];
  readonly behaviour: readonly BehaviourDifference[];
}

/** Where the targets of a report differ, aligned by rule id and in its order. */
export function compareTargets(report: Report): TargetDifferences {
  const byId = report.targets.map((target) => new Map(target.rules.map((rule) => [rule.id, rule])));
  const ids = [...new Set(byId.flatMap((rules) => [...rules.keys()]))].sort();
  const rows = ids.map((id) => ({ id, cells: byId.map((rules) => rules.get(id) ?? null) }));
  const rules = rows.filter(({ cells }) => differs(cells));
  const partly = rows.filter((row) => !rules.includes(row) && isPartlyJudged(row.cells));
  return {
    rules: rules.flatMap(withLevel),
    partly: partly.flatMap(withLevel),
    behaviour: differingBehaviour(rows),
  };
}

const JUDGED: readonly RuleReport["verdict"][] = ["pass", "fail", "observed"];

interface Row {
  readonly id: string;
  readonly cells: readonly (RuleReport | null)[];
}

function withLevel({ id, cells }: Row): readonly RuleDifference[] {
  const level = cells.find((rule) => rule !== null)?.level;
  return level ? [{ id, level, cells }] : [];
}

function differs(cells: Row["cells"]): boolean {
  const bindings = new Set(cells.flatMap((rule) => Object.keys(rule?.bindings ?? {})));
  return [...bindings].some((binding) => {
    const verdicts = new Set(cells.map((rule) => rule?.bindings[binding as Binding]));
    return verdicts.has("pass") && verdicts.has("fail");
  });
}

function isPartlyJudged(cells: Row["cells"]): boolean {
  const judged = cells.filter((rule) => rule && JUDGED.includes(rule.verdict));
  return judged.length > 0 && judged.length < cells.length;
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
