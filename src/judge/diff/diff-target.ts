import {
  type BareChange,
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type TargetDiff,
} from "../../model/diff.ts";
import { LEVELS } from "../../model/level.ts";
import type { Report, RuleReport } from "../../model/report.ts";
import type { TargetPair } from "../report/align-targets.ts";
import { diffAbsence } from "./diff-absence.ts";
import { diffBehaviour } from "./diff-behaviour.ts";
import { diffRule } from "./diff-rule.ts";
import { isWorse } from "./is-worse.ts";

/** What changed for a target, rule by rule. */
export function diffTarget(
  pair: TargetPair,
  reports: { readonly older: Report; readonly newer: Report; readonly allowUnjudged: boolean },
): TargetDiff {
  const before = new Map(pair.old.rules.map((rule) => [rule.id, rule]));
  const after = new Map(pair.new.rules.map((rule) => [rule.id, rule]));
  const unchanged = { holding: 0, failing: 0, notJudged: 0 };
  const found: BareChange[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(id), after.get(id)];
    if (old && now) {
      const own = [...diffRule(old, now), ...diffBehaviour(old, now)];
      found.push(...own);
      if (own.length === 0) unchanged[whatItIs(now)]++;
    } else found.push(...diffAbsence(old, now, reports));
  }
  const changes = found.map((change): Change => {
    const { kind, ...rest } = change;
    return { kind, worse: isWorse(change, before.get(change.rule), reports), ...rest };
  });
  return {
    old: pair.old.name,
    new: pair.new.name,
    outcomes: { old: pair.old.outcome, new: pair.new.outcome },
    judged: { old: pair.old.judged, new: pair.new.judged },
    ...editionsOf(pair),
    counts: Object.fromEntries(
      CHANGE_KINDS.map((kind) => [kind, rulesWith(kind, changes)]),
    ) as Record<ChangeKind, number>,
    unchanged,
    changes: changes.sort(byWeight),
  };
}

function editionsOf({ old, new: now }: TargetPair): Pick<TargetDiff, "editions"> {
  if (!old.editions && !now.editions) return {};
  return { editions: { old: old.editions ?? {}, new: now.editions ?? {} } };
}

/** Bindings of one rule may change in the same way for different reasons. */
function rulesWith(kind: ChangeKind, changes: readonly Change[]): number {
  return new Set(changes.flatMap((change) => (change.kind === kind ? [change.rule] : []))).size;
}

function whatItIs({ verdict }: RuleReport): keyof TargetDiff["unchanged"] {
  if (verdict === "fail") return "failing";
  return verdict === "pass" || verdict === "observed" ? "holding" : "notJudged";
}

/** Kind, then what nobody has accepted, then what fails, then level, then id. */
function byWeight(a: Change, b: Change): number {
  const weights = (change: Change): readonly number[] => [
    CHANGE_KINDS.indexOf(change.kind),
    change.new.known === null ? 0 : 1,
    change.new.verdict === "fail" ? 0 : 1,
    LEVELS.indexOf(change.level),
  ];
  const [first, second] = [weights(a), weights(b)];
  const differing = first.findIndex((weight, index) => weight !== second[index]);
  if (differing >= 0) return (first[differing] ?? 0) - (second[differing] ?? 0);
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
}
