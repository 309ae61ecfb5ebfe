import { isExcused } from "../model/is-excused.ts";
import type { Report, TargetReport } from "../model/report.ts";
import { alignTargets } from "./align-targets.ts";
import { unitKey } from "./unit-key.ts";

/** A rule that fails over some bindings of a target. */
export interface FailingRule {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly string[];
}

/** The failures of a report held against an earlier one; those that a deviation excuses are in neither list. */
export interface FailuresAgainst {
  /** Not failing before: it held, could not be judged, or was not there. */
  readonly fresh: readonly FailingRule[];
  /** Failing before, too. */
  readonly before: readonly FailingRule[];
}

/** Which failures of a report an earlier report does not have, by target, rule and binding, of whatever level. */
export function newFailures(report: Report, older: Report): FailuresAgainst {
  const pairs = alignTargets(older, report);
  const judged = report.targets.flatMap((target) => {
    const failedBefore = failingUnits(pairs.find((pair) => pair.new === target)?.old);
    return target.rules.flatMap((rule) => {
      const failing = Object.keys(rule.bindings).filter(
        (binding) => rule.bindings[binding] === "fail" && !isExcused(rule, binding),
      );
      const isOld = (binding: string): boolean => failedBefore.has(keyOf(rule.id, binding));
      const about = { target: target.name, rule: rule.id };
      return [
        { isNew: true, ...about, bindings: failing.filter((binding) => !isOld(binding)) },
        { isNew: false, ...about, bindings: failing.filter(isOld) },
      ];
    });
  });
  const listed = (wanted: boolean): readonly FailingRule[] =>
    judged.flatMap(({ isNew, ...failing }) =>
      isNew === wanted && failing.bindings.length > 0 ? [failing] : [],
    );
  return { fresh: listed(true), before: listed(false) };
}

function failingUnits(target: TargetReport | undefined): ReadonlySet<string> {
  const rules = target?.rules ?? [];
  return new Set(
    rules.flatMap(({ id, bindings }) =>
      Object.keys(bindings)
        .filter((binding) => bindings[binding] === "fail")
        .map((binding) => keyOf(id, binding)),
    ),
  );
}

function keyOf(rule: string, binding: string): string {
  return `${rule} ${unitKey(binding)}`;
}
