import type { Report, RunInfo } from "../../model/report.ts";
import { mergeTargets } from "./merge-targets.ts";
import { type NamedReport, type ShardSet, shardSet } from "./shard-set.ts";

/**
 * One report from those of the shards of a run: what the run would have reported without shards, but
 * for the `run` block, durations, the requests for sessions, and what servers chose. Where a shard is
 * missing the report is incomplete, and every target says which.
 *
 * @param command the line that merges
 * @throws UsageError (`shards-contradict`) for reports that are not shards of one run
 */
export function mergeReports(reports: readonly NamedReport[], command: string): Report {
  const set = shardSet(reports);
  const run = runOf(set, command);
  const [first] = set.shards;
  if (!first) throw new Error("a set of shards has at least one");
  const { format, formatVersion, tool, specs, targets } = first.report;
  return {
    format,
    formatVersion,
    tool,
    run,
    specs,
    targets: targets.map((_, index) => {
      const parts = set.shards.flatMap(({ report }) => report.targets[index] ?? []);
      return mergeTargets(parts, { missing: missingWords(set), startedAt: run.startedAt });
    }),
  };
}

function runOf({ shards, of, missing }: ShardSet, command: string): RunInfo {
  const runs = shards.map(({ report }) => report.run);
  const starts = runs.map(({ startedAt }) => Date.parse(startedAt));
  const ends = runs.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs);
  const journals = runs.flatMap(({ journal }) => journal ?? []);
  return {
    id: [...new Set(runs.map(({ id }) => id))].join("+"),
    startedAt: new Date(Math.min(...starts)).toISOString(),
    durationMs: Math.max(...ends) - Math.min(...starts),
    seed: runs[0]?.seed ?? 0,
    complete: missing.length === 0 && runs.every(({ complete }) => complete),
    shard: missing.length === 0 ? null : `${shards.map(({ index }) => index).join(",")}/${of}`,
    command,
    ...(journals.length > 0 ? { journal: journals.join(" ") } : {}),
  };
}

/** `shards 2/4 and 3/4 are missing`; undefined when none is. */
function missingWords({ missing, of }: ShardSet): string | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.map((index) => `${index}/${of}`);
  const last = names.at(-1) ?? "";
  if (names.length === 1) return `shard ${last} is missing`;
  return `shards ${names.slice(0, -1).join(", ")} and ${last} are missing`;
}
