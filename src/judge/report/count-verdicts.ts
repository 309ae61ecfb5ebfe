import { LEVELS } from "../../model/level.ts";
import type { RuleReport, TargetReport, VerdictCounts } from "../../model/report.ts";

/** Rules by level and verdict; a verdict that did not occur is left out. */
export function countVerdicts(
  rules: readonly Pick<RuleReport, "level" | "verdict">[],
): TargetReport["counts"] {
  const counts = Object.fromEntries(LEVELS.map((level) => [level, {} as VerdictCounts]));
  for (const { level, verdict } of rules) {
    const ofLevel = counts[level] as Record<string, number>;
    ofLevel[verdict] = (ofLevel[verdict] ?? 0) + 1;
  }
  return counts as TargetReport["counts"];
}
