import type { DeviationReport, DeviationState } from "../src/model/known.ts";
import type { TargetReport } from "../src/model/report.ts";
import { severityOf } from "./severity.ts";

/** An entry of the deviations file as reports show it. */
export type ShownDeviation = Pick<DeviationReport, "rule" | "reason"> & Partial<DeviationReport>;

/** The entries in a state. A report without the list still tells which rules pass though listed. */
export function deviationsOf(
  { deviations, rules }: TargetReport,
  state: DeviationState,
): readonly ShownDeviation[] {
  if (deviations) return deviations.filter((entry) => entry.state === state);
  if (state !== "stale") return [];
  return rules.flatMap((rule) =>
    severityOf(rule) === "stale" && rule.known
      ? [{ rule: rule.id, reason: rule.known.reason }]
      : [],
  );
}

/** `rule` or `rule on post`. */
export function deviationName({ rule, binding }: ShownDeviation): string {
  return binding === undefined ? rule : `${rule} on ${binding}`;
}
