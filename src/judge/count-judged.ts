import type { Judged, RuleReport } from "../model/report.ts";

/**
 * How many MUST rules were judged, and of how many.
 *
 * @param all the MUST rules that there are for the target, selected or not
 */
export function countJudged(
  rules: readonly Pick<RuleReport, "level" | "verdict">[],
  all: number,
): Judged {
  const must = rules.filter(({ level }) => level === "MUST");
  const of = (...kinds: readonly RuleReport["verdict"][]): number =>
    must.filter(({ verdict }) => kinds.includes(verdict)).length;
  return {
    must: of("pass", "fail"),
    applicable: of("pass", "fail", "inconclusive"),
    all,
  };
}
