import type { BareChange, Change, ChangeKind, FailureExcerpt, Severity } from "../../model/diff.ts";
import { isExcused } from "../../model/is-excused.ts";
import type { RuleReport } from "../../model/report.ts";
import { failsOtherwise } from "../known/new-failures.ts";
import { unitKey } from "../report/unit-key.ts";

/** A binding that only one of the runs judged the rule over. */
const NOT_OVER_IT: Severity = {
  verdict: "absent",
  reason: "the run did not judge it over this binding",
  known: null,
};

/** The changes of a rule that both reports have, with bindings that changed in the same way together. */
export function diffRule(old: RuleReport, now: RuleReport): readonly BareChange[] {
  const groups = new Map<string, Omit<BareChange, "failures"> & { bindings: string[] }>();
  for (const binding of bindingsOf(old, now)) {
    const before = standingOver(old, binding);
    const isOtherwise = before.verdict === "fail" && failsOtherwise(old, now, binding);
    const after = {
      ...standingOver(now, binding),
      ...(isOtherwise ? { reason: "in another way than before" } : {}),
    };
    const kind = isOtherwise ? "regressed" : kindOf(before, after);
    if (kind === undefined) continue;
    const key = JSON.stringify([kind, before, after].map(withoutStep));
    const known = groups.get(key);
    if (known) known.bindings.push(binding);
    else groups.set(key, { kind, ...aboutRule(now), bindings: [binding], old: before, new: after });
  }
  return [...groups.values()].map((group) => ({ ...group, ...failuresOver(now, group.bindings) }));
}

/** At which step it came out depends on the binding, and on the case: what came out is the same. */
function withoutStep(side: Severity | string): Severity | string {
  if (typeof side === "string" || side.reason === null) return side;
  return { ...side, reason: side.reason.replace(/\bstep \d+/g, "step") };
}

/** What a change says of its rule. */
export function aboutRule(
  rule: RuleReport,
): Pick<Change, "rule" | "title" | "level" | "service" | "operation" | "statements"> {
  const { id, title, level, service, operation, statements } = rule;
  return { rule: id, title, level, service, operation, statements };
}

/** What a report says of a rule over a binding. */
export function standingOver(rule: RuleReport, binding: string): Severity {
  const own = Object.keys(rule.bindings).find((name) => unitKey(name) === unitKey(binding));
  const verdict = own === undefined ? undefined : rule.bindings[own];
  if (own === undefined || verdict === undefined) return NOT_OVER_IT;
  // The reason of a failure repeats its evidence.
  const reason = verdict === "fail" ? null : (rule.reasons?.[own] ?? null);
  const known = verdict === "fail" && isExcused(rule, own) ? (rule.known?.reason ?? null) : null;
  return { verdict, reason, known };
}

/** How a rule fails over some bindings in the newer report. */
export function failuresOver(
  { failures, bindings: verdicts }: RuleReport,
  bindings: readonly string[],
): { readonly failures?: readonly FailureExcerpt[] } {
  const keys = bindings.map(unitKey);
  const excerpts = failures
    .filter(({ binding }) => verdicts[binding] === "fail" && keys.includes(unitKey(binding)))
    .map(({ id, binding, counterexample, expected, actual }) => ({
      ...{ id, binding, counterexample, expected, actual },
    }));
  return excerpts.length > 0 ? { failures: excerpts } : {};
}

function bindingsOf(old: RuleReport, now: RuleReport): readonly string[] {
  const names = Object.keys(now.bindings);
  const keys = names.map(unitKey);
  const gone = Object.keys(old.bindings).filter((name) => !keys.includes(unitKey(name)));
  return [...names, ...gone];
}

function kindOf(old: Severity, now: Severity): ChangeKind | undefined {
  const [before, after] = [whatItMeans(old), whatItMeans(now)];
  if (before === after) {
    const isExcuseNew = after === "failed" && (old.known === null) !== (now.known === null);
    return isExcuseNew ? "deviation-changed" : undefined;
  }
  if (before === "open") return "newly-judged";
  if (after === "open") return "no-longer-judged";
  return after === "failed" ? "regressed" : "fixed";
}

function whatItMeans({ verdict }: Severity): "held" | "failed" | "open" {
  switch (verdict) {
    case "pass":
    case "observed":
      return "held";
    case "fail":
      return "failed";
    case "inconclusive":
    case "not-applicable":
    case "absent":
      return "open";
    default:
      return verdict satisfies never;
  }
}
