import { mergeTimings } from "../../judge/merge/merge-timings.ts";
import { mergeCoverage } from "../../judge/report/merge-coverage.ts";
import { mergeLinks } from "../../model/timing.ts";
import type { TargetStats } from "../campaign/campaign.ts";

/** What a target saw and kept, from what each worker tells of it. */
export function mergeStats(parts: readonly TargetStats[]): TargetStats | undefined {
  const [first] = parts;
  if (!first || parts.length === 1) return first;
  const sum = (of: (stats: TargetStats) => number): number =>
    parts.reduce((all, stats) => all + of(stats), 0);
  const { link: _, ...told } = first;
  const link = mergeLinks(parts.map((part) => part.link));
  return {
    ...told,
    requests: sum(({ requests }) => requests),
    bytesSent: sum(({ bytesSent }) => bytesSent),
    throttled: sum(({ throttled }) => throttled),
    coverage: mergeCoverage(parts.map(({ coverage }) => coverage)) ?? first.coverage,
    timings: mergeTimings(parts.map(({ timings }) => timings)),
    leftovers: parts.flatMap(({ leftovers }) => leftovers),
    issued: parts.flatMap(({ issued = [] }) => issued),
    ...(link === undefined ? {} : { link }),
  };
}
