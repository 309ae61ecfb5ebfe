import { isExcused } from "../../model/is-excused.ts";
import type { Report, RuleReport, TargetReport } from "../../model/report.ts";
import { isSlow } from "../../model/timing.ts";
import { isOpen } from "./outcome-of.ts";

/** What a run ends with; the contract of CI jobs. */
export const EXIT = {
  conforms: 0,
  violated: 1,
  usage: 2,
  incomplete: 3,
  internal: 4,
  interrupted: 130,
} as const;

export type FailOn = "must" | "should" | "new" | "never";

/**
 * The exit code that a report asks for. A violation, or a stale deviation, outweighs what could not be
 * judged; with `never`, neither counts, but an incomplete run still is one.
 *
 * @param fresh for `new`: whether the rule fails over a binding where it did not before; default every one
 */
export function exitCodeOf(
  report: Report,
  failOn: FailOn,
  fresh: (target: string, rule: string) => boolean = () => true,
): number {
  const { targets, run } = report;
  const violated = targets.some((target) =>
    isViolated(target, (rule) => counts(rule, failOn, () => fresh(target.name, rule.id))),
  );
  if (failOn !== "never" && violated) return EXIT.violated;
  // Slow operations are a SHOULD that no rule has.
  const isTooSlow = targets.some(({ timings = [] }) => timings.some(isSlow));
  if (failOn === "should" && isTooSlow) return EXIT.violated;
  const open = targets.some(({ rules, judged, operations }) =>
    isOpen({ rules, judged, operations, part: run.shard !== null }),
  );
  return targets.length === 0 || open || !run.complete ? EXIT.incomplete : EXIT.conforms;
}

function counts({ level }: RuleReport, failOn: FailOn, isFresh: () => boolean): boolean {
  switch (failOn) {
    case "must":
      return level === "MUST";
    case "should":
    case "never":
      return true;
    case "new":
      return isFresh();
    default:
      return failOn satisfies never;
  }
}

/** A stale deviation counts whatever the level of its rule: nobody else asks for its removal. */
function isViolated(
  { rules, deviations = [] }: TargetReport,
  counts: (rule: RuleReport) => boolean,
): boolean {
  return (
    deviations.some(({ state }) => state === "stale") ||
    rules.some((rule) => rule.verdict === "fail" && !isExcused(rule) && counts(rule))
  );
}
