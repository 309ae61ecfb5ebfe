import { fallsShort } from "../../model/how-judged.ts";
import type { Report, TargetReport } from "../../model/report.ts";

/**
 * A report of which so much of all MUST rules has to be judged, instead of what its run asked for. A
 * target of which less was is incomplete, unless it violates; a shard is not asked.
 *
 * @param least in percent; undefined leaves the report as it is
 */
export function withMinJudged(report: Report, least: number | undefined): Report {
  if (least === undefined) return report;
  const targets = report.targets.map((target): TargetReport => {
    const judged = { ...target.judged, least };
    const isShort = report.run.shard === null && fallsShort(judged);
    const outcome = isShort && target.outcome !== "violates" ? "incomplete" : target.outcome;
    return { ...target, judged, outcome };
  });
  return { ...report, targets };
}
