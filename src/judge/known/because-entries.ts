import type { ScopedDeviation } from "../../model/deviation.ts";
import type { Failure } from "../../model/failure.ts";
import type { DeviationReport } from "../../model/known.ts";
import type { RuleReport } from "../../model/report.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import { isOfSameCall } from "../report/same-call.ts";

/** By rule, the failures that entries excuse. */
export type ExcusedFailures = ReadonlyMap<string, readonly Failure[]>;

/** Of rules whose failures are marked. */
export function excusedFailures(marked: readonly RuleReport[]): ExcusedFailures {
  return new Map(
    marked.map(({ id, failures }) => [id, failures.filter(({ known }) => known)] as const),
  );
}

/** Whether the rule that an entry names fails for such a call, and is excused for that. */
export function isBecauseOf(
  { because = "" }: ScopedDeviation,
  call: UnmetCall,
  excused: ExcusedFailures,
): boolean {
  return (excused.get(because) ?? []).some((failure) => isOfSameCall(failure, call));
}

/** A rule that could not be judged with those calls marked that its entries account for. */
export function markUnmet(
  rule: RuleReport,
  own: readonly DeviationReport[],
  excused: ExcusedFailures,
): RuleReport {
  if (!rule.unmet) return rule;
  const used = own.filter(({ state, because }) => state === "used" && because !== undefined);
  const isKnown = (binding: string, call: UnmetCall): boolean =>
    used.some(
      (entry) =>
        (entry.binding === undefined || entry.binding === binding) &&
        isBecauseOf(entry, call, excused),
    );
  const unmet = Object.entries(rule.unmet).map(([binding, calls]) => [
    binding,
    calls.map(({ known: _, ...call }) =>
      isKnown(binding, call) ? { ...call, known: true as const } : call,
    ),
  ]);
  return { ...rule, unmet: Object.fromEntries(unmet) };
}
