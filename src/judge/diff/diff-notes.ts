import type { DiffNote } from "../../model/diff.ts";
import type { Report } from "../../model/report.ts";
import type { TargetPair } from "../report/align-targets.ts";

/**
 * What else differs between two runs, and bears on what their changes mean.
 *
 * @param pairs the targets that were found to belong together; undefined where the user said which
 */
export function diffNotes(
  older: Report,
  newer: Report,
  pairs: readonly TargetPair[] | undefined,
): readonly DiffNote[] {
  const notes: DiffNote[] = [];
  const note = (code: DiffNote["code"], text: string): void => void notes.push({ code, text });
  if (Date.parse(newer.run.startedAt) < Date.parse(older.run.startedAt)) {
    note("swapped", "the second report is older than the first: are they swapped?");
  }
  if (older.specs.digest !== newer.specs.digest) {
    note(
      "other-rules",
      "the rule files are not the same: a verdict may have changed with its rule",
    );
  }
  if (older.tool.version !== newer.tool.version) {
    note("other-tool", `judged by assay ${older.tool.version} and ${newer.tool.version}`);
  }
  if (older.run.seed !== newer.run.seed) {
    note("other-seed", `the seeds ${older.run.seed} and ${newer.run.seed}: other cases were tried`);
  }
  const [was, is] = [older.run.edition ?? "all editions", newer.run.edition ?? "all editions"];
  if (was !== is) note("other-edition", `judged by ${was} and by ${is}: other rules bind`);
  const [before, after] = [whatIsMissing(older), whatIsMissing(newer)];
  if (before !== undefined) note("old-incomplete", `the older report is not whole: ${before}`);
  if (after !== undefined) note("new-incomplete", `the newer report is not whole: ${after}`);
  for (const { name } of pairs ? older.targets : []) {
    if (pairs?.some((pair) => pair.old.name === name)) continue;
    note("target-only-old", `the target ${name} is in the older report only`);
  }
  for (const { name } of pairs ? newer.targets : []) {
    if (pairs?.some((pair) => pair.new.name === name)) continue;
    note("target-only-new", `the target ${name} is in the newer report only`);
  }
  return notes;
}

/** Why a report does not have everything that its run was to judge; undefined when it does. */
export function whatIsMissing({ run }: Report): string | undefined {
  if (run.shard !== null) return `it has only shard ${run.shard}`;
  return run.complete ? undefined : "its run did not complete";
}
