import type { RuleReport } from "../src/model/report.ts";
import type { FailOn } from "./render-options.ts";
import { type RootCause, rootCauses } from "./root-causes.ts";
import { severityOf } from "./severity.ts";

/** A cause with what the worst of its rules weighs. */
export interface WeighedCause extends RootCause {
  readonly severity: "violated" | "warning";
}

/**
 * Why rules fail that nobody excuses: what is violated first, then what only warns, each the widest first. The
 * rules of a cause that count against the target stand before those that warn.
 *
 * @param rules of one target, or of several: what is wrong in the same way is one cause
 */
export function weighedCauses(
  rules: readonly RuleReport[],
  failOn: FailOn = "must",
): readonly WeighedCause[] {
  const isViolated = (rule: RuleReport): boolean => severityOf(rule, failOn) === "violated";
  const failing = rules.filter(
    (rule) => isViolated(rule) || severityOf(rule, failOn) === "warning",
  );
  const causes = rootCauses(failing).map((cause): WeighedCause => {
    // The rules of a cause hold its failures alone: what they weigh is that of the whole rule.
    const violated = new Set(
      cause.members.flatMap(({ rule }) => (isViolated(rule) ? [rule.id] : [])),
    );
    const counts = (rule: RuleReport): number =>
      Number(violated.has(rule.id) || (rule.failures.length === 0 && isViolated(rule)));
    const ordered = [...cause.rules].sort((a, b) => counts(b) - counts(a));
    const severity = ordered.some((rule) => counts(rule) > 0) ? "violated" : "warning";
    return { ...cause, rules: ordered, severity };
  });
  return [
    ...causes.filter(({ severity }) => severity === "violated"),
    ...causes.filter(({ severity }) => severity === "warning"),
  ];
}
