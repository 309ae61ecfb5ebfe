import type { TargetReport } from "../../src/model/report.ts";
import { isSlow } from "../../src/model/timing.ts";
import { count } from "../text/count.ts";
import { formatDuration } from "../text/format-duration.ts";

/** Operations whose answers take longer than the target's `limits.answerMs` allows, one line each. */
export function slowLines({ timings = [] }: Pick<TargetReport, "timings">): readonly string[] {
  return timings.filter(isSlow).map((timing) => {
    const { operation, binding, requests, medianMs, worstMs, limitMs = 0 } = timing;
    const took = `of ${count(requests, "answer")} the median took ${words(medianMs)}, the slowest ${words(worstMs)}`;
    return `SHOULD: ${operation} on ${binding} is slower than limits.answerMs, ${words(limitMs)}: ${took}`;
  });
}

const SECOND = 1000;

function words(ms: number): string {
  return ms < SECOND ? `${ms} ms` : formatDuration(ms);
}
