import type { TargetReport } from "../src/model/report.ts";
import { deviationName, deviationsOf, type ShownDeviation } from "./deviations-of.ts";
import { severityOf } from "./severity.ts";

/** A stale entry that no rule's own severity tells of. */
export interface StaleOnBinding {
  readonly name: string;
  readonly rule: string;
  readonly message: string;
}

/**
 * Entries that are stale on one binding of a rule that does not pass as a whole: where rules and
 * bindings are listed, they need a place of their own.
 */
export function staleOnBinding(target: TargetReport): readonly StaleOnBinding[] {
  const told = target.rules.filter((rule) => severityOf(rule) === "stale").map(({ id }) => id);
  return deviationsOf(target, "stale")
    .filter(({ rule }) => !told.includes(rule))
    .map((entry: ShownDeviation) => ({
      name: deviationName(entry),
      rule: entry.rule,
      message: `stale deviation: the rule passes there; remove its entry (${entry.reason})`,
    }));
}
