import type { Report, TargetReport } from "../src/model/report.ts";
import { deviationName, deviationsOf } from "./deviations-of.ts";
import type { FailOn } from "./render-options.ts";
import { severityOf } from "./severity.ts";
import { count } from "./text/count.ts";

/**
 * Why a run ends with exit code 1 although nothing is violated, and what to do: entries of the deviations
 * file are stale. Null where that is not so. Names every entry.
 */
export function staleAlone(report: Report, failOn: FailOn = "must"): string | null {
  const { targets } = report;
  const entries = targets.flatMap((target) =>
    deviationsOf(target, "stale").map((entry) =>
      targets.length === 1 ? deviationName(entry) : `${deviationName(entry)} (${target.name})`,
    ),
  );
  if (failOn === "never" || entries.length === 0 || targets.some(violates(failOn))) return null;
  const these = entries.length === 1 ? "it passes" : "they pass";
  const remove = entries.length === 1 ? "remove its entry" : "remove their entries";
  return (
    `nothing is violated, and the run ends with 1 all the same, for ${count(entries.length, "stale deviation")}: ` +
    `${entries.join(", ")}. Now ${these}: ${remove} from the deviations file, or let --update-deviations do it`
  );
}

function violates(failOn: FailOn): (target: TargetReport) => boolean {
  return ({ rules }) => rules.some((rule) => severityOf(rule, failOn) === "violated");
}
