import type { RuleReport, UnitShare } from "../../model/report.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { NOT_REACHED, type VerdictKind, worst } from "../../model/verdict.ts";

/** What a rule's report says whatever the verdict. */
export type RuleHead = Pick<
  RuleReport,
  | "id"
  | "title"
  | "level"
  | "service"
  | "operation"
  | "statements"
  | "source"
  | "definedAt"
  | "explains"
  | "promise"
>;

/** Why there is none at all: a filter or a shard left the rule none of its bindings. */
const NO_UNIT = "it is about none of the bindings that were asked for";

/**
 * A rule as its units have it together.
 *
 * @param bindings that it was to be judged over, in their order
 * @param judged the verdicts there are, in any order
 * @param options.shares whether to keep what each binding added
 */
export function ruleReport(
  head: RuleHead,
  bindings: readonly string[],
  judged: readonly UnitVerdict[],
  options: { readonly shares: boolean },
): RuleReport {
  const byBinding = new Map(judged.map((unit) => [unit.binding, unit]));
  // Verdicts come as they are reached: the report is the same whichever was first.
  const units = bindings.flatMap((binding) => byBinding.get(binding) ?? []);
  const kinds = bindings.map((binding): [string, VerdictKind] => [
    binding,
    byBinding.get(binding)?.verdict ?? "inconclusive",
  ]);
  const verdict = worst(kinds.map(([, kind]) => kind));
  const reasons = bindings.flatMap((binding): [string, string][] => {
    const unit = byBinding.get(binding);
    const reason = unit ? unit.reason : NOT_REACHED;
    return reason === null ? [] : [[binding, reason]];
  });
  const speaking = kinds.find(([, kind]) => kind === verdict)?.[0];
  const alternatives = alternativesOf(units);
  const exercised = exercisedBy(head, units);
  const flaky = units.flatMap((unit) => (unit.flaky ? [unit.binding] : []));
  const unmet = units.flatMap((unit) => (unit.unmet ? [[unit.binding, unit.unmet]] : []));
  return {
    ...head,
    ...(head.promise ? { promise: { ...head.promise, holds: holdsOver(units) } } : {}),
    verdict,
    reason: reasons.find(([binding]) => binding === speaking)?.[1] ?? whyNoUnit(bindings),
    known: null,
    observed: verdict === "observed" ? observedOf(units) : null,
    ...(exercised ? { exercised } : {}),
    ...(Object.keys(alternatives).length > 0 ? { alternatives } : {}),
    cases: units.reduce((sum, { cases }) => sum + cases, 0),
    durationMs: Math.round(units.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    bindings: Object.fromEntries(kinds),
    ...(reasons.length > 0 ? { reasons: Object.fromEntries(reasons) } : {}),
    failures: units.flatMap(({ failures }) => failures),
    ...(flaky.length > 0 ? { flaky } : {}),
    ...(unmet.length > 0 ? { unmet: Object.fromEntries(unmet) } : {}),
    ...(options.shares ? { units: Object.fromEntries(units.map(shareOf)) } : {}),
  };
}

function whyNoUnit(bindings: readonly string[]): string | null {
  return bindings.length === 0 ? NO_UNIT : null;
}

function shareOf(unit: UnitVerdict): [string, UnitShare] {
  const { binding, cases, durationMs, observed, alternatives, holds, flaky, unmet, exercised } =
    unit;
  const share = {
    cases,
    durationMs: Math.round(durationMs),
    observed,
    alternatives,
    ...(holds === undefined ? {} : { holds }),
    ...(flaky ? { flaky } : {}),
    ...(unmet ? { unmet } : {}),
    exercised,
  };
  return [binding, share];
}

/** Where a rule holds over some bindings and not over others, the server does not follow it. */
function holdsOver(units: readonly UnitVerdict[]): boolean | null {
  const seen = units.flatMap(({ holds }) => (holds === undefined ? [] : [holds]));
  return seen.length === 0 ? null : seen.every((holds) => holds);
}

/** The statements that something was judged about, where a judged rule left some of its own out. */
function exercisedBy(
  { statements }: RuleHead,
  units: readonly UnitVerdict[],
): readonly string[] | undefined {
  const judged = units.filter(({ verdict }) => verdict === "pass" || verdict === "fail");
  if (judged.length === 0) return undefined;
  const exercised = statements.filter((id) => judged.some((unit) => unit.exercised.includes(id)));
  return exercised.length === statements.length ? undefined : exercised;
}

/** What was seen, by what was tried; where bindings differ, each with its own. */
function observedOf(units: readonly UnitVerdict[]): Readonly<Record<string, string>> {
  const labels = [...new Set(units.flatMap(({ observed }) => Object.keys(observed ?? {})))];
  return Object.fromEntries(
    labels.map((label) => {
      const seen = units.flatMap(({ binding, observed }) => {
        const words = observed?.[label];
        return words === undefined ? [] : [{ binding, words }];
      });
      const distinct = [...new Set(seen.map(({ words }) => words))];
      if (distinct.length === 1) return [label, distinct[0] ?? ""];
      const each = distinct.map((words) => {
        const over = seen.filter((one) => one.words === words).map(({ binding }) => binding);
        return `${words} (${over.join(", ")})`;
      });
      return [label, each.join("; ")];
    }),
  );
}

function alternativesOf(units: readonly UnitVerdict[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { alternatives } of units) {
    for (const [because, times] of Object.entries(alternatives)) {
      sum[because] = (sum[because] ?? 0) + times;
    }
  }
  return sum;
}
