import { digestOfReport } from "../judge/report/seal-report.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import { readWrittenReport } from "./read-report.ts";

/**
 * A report that can be kept, or put one's name to: of the current format, as it was written, and of a
 * whole run.
 *
 * @throws UsageError `report-version`, `report-changed` or `report-shard`, or as `readReport`
 */
export async function readWholeReport(path: string): Promise<Report> {
  const report = await readWrittenReport(path);
  const refuse = (code: string, message: string, hint: string): UsageError =>
    new UsageError(code, [{ message, at: { file: path }, hint }]);
  if (report.formatVersion === 1) {
    const message = "the report has format version 1, which says too little of what was judged";
    throw refuse("report-version", message, "judge the server again with this version of assay");
  }
  if (report.digest === undefined) {
    const message = "the report has no digest: nobody can tell whether it was changed";
    throw refuse("report-changed", message, "give a report.json as assay run writes it");
  }
  const digest = digestOfReport(report);
  if (report.digest !== digest) {
    const message = `the report was changed after it was written: its digest is ${report.digest}, its content has ${digest}`;
    throw refuse("report-changed", message, "give the report.json as its run wrote it");
  }
  if (report.run.shard !== null) {
    const message = `the report is shard ${report.run.shard} of a run`;
    throw refuse("report-shard", message, "make one report of all shards first: assay merge");
  }
  return report;
}
