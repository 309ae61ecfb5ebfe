import type { VerdictCounts } from "../../src/model/report.ts";
import { VERDICT_ORDER } from "../../src/model/verdict.ts";
import { count, thousands } from "../text/count.ts";
import { formatDuration } from "../text/format-duration.ts";
import { visible } from "../text/visible.ts";

/** The rules of one operation of one target, all judged. */
export interface FinishedGroup {
  readonly target: string;
  /** The service and the operation. */
  readonly name: string;
  readonly counts: VerdictCounts;
  readonly cases: number;
  readonly elapsedMs: number;
}

/** Progress where there is no terminal: one line, without control characters, for each finished group. */
export function formatFinishedGroup(group: FinishedGroup): string {
  const { counts } = group;
  const parts = VERDICT_ORDER.flatMap((kind) => {
    const n = counts[kind] ?? 0;
    return n > 0 ? [`${thousands(n)} ${kind.replace("-", " ")}`] : [];
  });
  const failed = (counts.fail ?? 0) > 0;
  const unsure = (counts.inconclusive ?? 0) > 0;
  const mark = failed ? "✘" : unsure ? "?" : "✔";
  const verdicts = parts.length > 0 ? parts.join(", ") : "nothing judged";
  const sent = `${count(group.cases, "case")}, ${formatDuration(group.elapsedMs)}`;
  return `${mark} ${visible(group.target)}: ${visible(group.name)}: ${verdicts} (${sent})`;
}
