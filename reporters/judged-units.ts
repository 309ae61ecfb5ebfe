import type { Failure } from "../src/model/failure.ts";
import type { RuleReport, TargetReport } from "../src/model/report.ts";
import type { VerdictKind } from "../src/model/verdict.ts";
import type { FailOn } from "./render-options.ts";
import { type Severity, severityOf } from "./severity.ts";

/** A rule over one binding: the smallest thing that has a verdict. */
export interface JudgedUnit {
  readonly rule: RuleReport;
  /** Null for a rule that was selected over no binding. */
  readonly binding: string | null;
  readonly verdict: VerdictKind;
  readonly severity: Severity;
  /** Why it is not a pass; null for a pass. */
  readonly reason: string | null;
  readonly failures: readonly Failure[];
}

/** What was judged on a target, rule by rule and binding by binding. */
export function judgedUnits(target: TargetReport, failOn: FailOn): readonly JudgedUnit[] {
  return target.rules.flatMap((rule) => {
    const bindings = Object.entries(rule.bindings);
    const units: readonly (readonly [string | null, VerdictKind])[] =
      bindings.length > 0 ? bindings : [[null, rule.verdict]];
    return units.map(([binding, verdict]) => ({
      rule,
      binding,
      verdict,
      severity: severityOf(rule, failOn, verdict, binding),
      reason: verdict === "pass" ? null : reasonOf(rule, binding),
      failures: rule.failures.filter((failure) => failure.binding === binding),
    }));
  });
}

function reasonOf(rule: RuleReport, binding: string | null): string | null {
  return (binding !== null && rule.reasons?.[binding]) || rule.reason;
}
