import type { Report, TargetReport } from "../model/report.ts";

/** What a run ends with; the contract of CI jobs. */
export const EXIT = {
  conforms: 0,
  violated: 1,
  usage: 2,
  incomplete: 3,
  internal: 4,
  interrupted: 130,
} as const;

export type FailOn = "must" | "should" | "never";

/**
 * The exit code that a report asks for. A violation outweighs what could not be judged; with
 * `never`, violations do not count, but an incomplete run still is one.
 */
export function exitCodeOf(report: Report, failOn: FailOn): number {
  if (failOn !== "never" && report.targets.some((target) => isViolated(target, failOn))) {
    return EXIT.violated;
  }
  if (report.targets.length === 0 || report.targets.some(isIncomplete)) return EXIT.incomplete;
  return EXIT.conforms;
}

function isViolated({ rules }: TargetReport, failOn: "must" | "should"): boolean {
  return rules.some(
    ({ level, verdict, known }) =>
      verdict === "fail" && known === null && (level === "MUST" || failOn === "should"),
  );
}

/** A MUST rule could not be judged, or nothing was. */
function isIncomplete({ rules }: TargetReport): boolean {
  const judged = rules.some(({ verdict }) => ["pass", "fail", "observed"].includes(verdict));
  return (
    !judged || rules.some(({ level, verdict }) => level === "MUST" && verdict === "inconclusive")
  );
}
