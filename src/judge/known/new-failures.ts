import { isExcused } from "../../model/is-excused.ts";
import type { Report, RuleReport, TargetReport } from "../../model/report.ts";
import { alignTargets } from "../report/align-targets.ts";
import { unitKey } from "../report/unit-key.ts";

/** A rule that fails over some bindings of a target. */
export interface FailingRule {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly string[];
}

/** The failures of a report held against an earlier one; those that a deviation excuses are in neither list. */
export interface FailuresAgainst {
  /** Not failing so before: it held, failed in another way, could not be judged, or was not there. */
  readonly fresh: readonly FailingRule[];
  /** Failing before, too. */
  readonly before: readonly FailingRule[];
}

/**
 * Which failures of a report an earlier report does not have, by target, rule, binding and signature, of
 * whatever level: another fault under a rule that failed before is new.
 */
export function newFailures(report: Report, older: Report): FailuresAgainst {
  const pairs = alignTargets(older, report);
  const judged = report.targets.flatMap((target) => {
    const failedBefore = failingUnits(pairs.find((pair) => pair.new === target)?.old);
    return target.rules.flatMap((rule) => {
      const failing = Object.keys(rule.bindings).filter(
        (binding) => rule.bindings[binding] === "fail" && !isExcused(rule, binding),
      );
      const isOld = (binding: string): boolean => {
        const before = failedBefore.get(keyOf(rule.id, binding));
        return before !== undefined && !isOtherwise(before, signaturesOf(rule, binding));
      };
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

/** By unit the signatures of its failures, also of those that a deviation excused. */
function failingUnits(target: TargetReport | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const rules = target?.rules ?? [];
  return new Map(
    rules.flatMap((rule) =>
      Object.keys(rule.bindings)
        .filter((binding) => rule.bindings[binding] === "fail")
        .map((binding) => {
          const own = rule.failures.filter((failure) => failure.binding === binding);
          return [keyOf(rule.id, binding), new Set(own.map(({ signature }) => signature))];
        }),
    ),
  );
}

/** A failure that a deviation excuses is not told as new, whatever was before. */
function signaturesOf({ failures }: RuleReport, binding: string): readonly string[] {
  return failures
    .filter((failure) => failure.binding === binding && !failure.known)
    .map(({ signature }) => signature);
}

/**
 * Whether some failure is none of those before, by their signatures. A report of format version 1 has
 * none: there a failure of the rule is one like another.
 */
function isOtherwise(before: ReadonlySet<string>, now: readonly string[]): boolean {
  return !before.has("") && now.some((signature) => signature !== "" && !before.has(signature));
}

/**
 * Whether a rule that failed over a binding before fails there in another way, too, which no deviation
 * excuses. Without evidence of how it failed nothing is said.
 */
export function failsOtherwise(old: RuleReport, now: RuleReport, binding: string): boolean {
  const before = old.failures.filter((one) => unitKey(one.binding) === unitKey(binding));
  const signatures = new Set(before.map(({ signature }) => signature));
  return signatures.size > 0 && isOtherwise(signatures, signaturesOf(now, binding));
}

function keyOf(rule: string, binding: string): string {
  return `${rule} ${unitKey(binding)}`;
}
