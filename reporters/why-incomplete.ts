import { fallsShort } from "../src/model/how-judged.ts";
import type { Report, TargetReport } from "../src/model/report.ts";
import { shortfallWords } from "./judged-words.ts";
import { operationLines } from "./summary/operation-lines.ts";

/** What every format says of a run that was interrupted or stopped early. */
export const RUN_INCOMPLETE = "the run did not complete: what is missing was not judged";

/**
 * Why a target was not judged as a whole, in one sentence; null when it was. A format that shows only
 * what was judged must show this beside it, so that half a run never looks like a whole one.
 */
export function whyIncomplete({ run }: Report, target: TargetReport): string | null {
  if (!run.complete) return RUN_INCOMPLETE;
  if (target.outcome !== "incomplete") return null;
  if (target.reason !== undefined) return target.reason;
  const lines = operationLines(target);
  if (lines.length > 0) return lines.join("; ");
  const verdicts = target.rules.map(({ verdict }) => verdict);
  if (verdicts.includes("inconclusive")) return "rules could not be judged";
  if (fallsShort(target.judged)) return shortfallWords(target.judged);
  return verdicts.every((verdict) => verdict === "not-applicable")
    ? "nothing was judged"
    : "no MUST rule was judged";
}
