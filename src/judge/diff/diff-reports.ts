import type { DiffedRun, DiffReport } from "../../model/diff.ts";
import { UsageError } from "../../model/errors.ts";
import type { Report } from "../../model/report.ts";
import { alignTargets, type TargetNames, type TargetPair } from "../report/align-targets.ts";
import { diffNotes } from "./diff-notes.ts";
import { diffTarget } from "./diff-target.ts";

export interface DiffOptions {
  /** The version of the tool that compares. */
  readonly version: string;
  /** Only these targets, and as they are paired here; default: those of the same name. */
  readonly targets?: readonly TargetNames[];
  /** Whether rules may go unjudged; by default that is for the worse. */
  readonly allowUnjudged?: boolean;
}

/**
 * What changed from an older report to a newer one, aligned by target, rule and binding.
 *
 * @throws UsageError `target-unknown`, and `targets-differ` where no target of one belongs to one of
 *   the other
 */
export function diffReports(older: Report, newer: Report, options: DiffOptions): DiffReport {
  const pairs = alignTargets(older, newer, options.targets);
  refuseUnaligned(pairs, older, newer);
  const { allowUnjudged = false } = options;
  const targets = pairs.map((pair) => diffTarget(pair, { older, newer, allowUnjudged }));
  return {
    format: "assay-diff",
    formatVersion: 1,
    tool: { name: "assay", version: options.version },
    regressed: targets.some(({ changes }) => changes.some(({ worse }) => worse)),
    old: runOf(older),
    new: runOf(newer),
    notes: diffNotes(older, newer, options.targets ? undefined : pairs),
    targets,
  };
}

function refuseUnaligned(pairs: readonly TargetPair[], older: Report, newer: Report): void {
  if (pairs.length > 0) return;
  const names = ({ targets }: Report): string =>
    targets.map(({ name }) => name).join(", ") || "no target";
  const message = `the reports have no target in common: ${names(older)} there, ${names(newer)} here`;
  const hint = "say which belong together: --target OLD=NEW";
  throw new UsageError("targets-differ", [{ message, hint }]);
}

function runOf({ run, tool, specs }: Report): DiffedRun {
  const { id, startedAt, seed, complete, shard } = run;
  return { id, startedAt, seed, complete, shard, version: tool.version, digest: specs.digest };
}
