import { dayOf } from "../../model/day-of.ts";
import type { ScopedDeviation } from "../../model/deviation.ts";
import type { Report } from "../../model/report.ts";
import { outcomeOf } from "../report/outcome-of.ts";
import { judgeDeviations } from "./judge-deviations.ts";

/**
 * A report with the known deviations of its targets marked. The day on which the run began decides
 * what has expired, so that the same report comes out the same on any later day.
 *
 * @param entriesOf the entries of a target's deviations file; undefined when it has none
 */
export function withDeviations(
  report: Report,
  entriesOf: (target: string) => readonly ScopedDeviation[] | undefined,
): Report {
  const today = dayOf(report.run.startedAt);
  return {
    ...report,
    targets: report.targets.map((target) => {
      const entries = entriesOf(target.name);
      if (!entries) return target;
      const { rules, deviations } = judgeDeviations(target.rules, entries, today);
      const part = report.run.shard !== null;
      return {
        ...target,
        rules,
        deviations,
        outcome: outcomeOf({
          rules,
          judged: target.judged,
          operations: target.operations,
          part,
        }),
      };
    }),
  };
}
