import { Command } from "commander";
import { prepareFolder } from "../config/files/write-reports.ts";
import { mergeReports } from "../judge/merge/merge-reports.ts";
import { withMinJudged } from "../judge/report/with-min-judged.ts";
import { newTag } from "../run/target/open-target.ts";
import { finishRun } from "./finish-run.ts";
import { readBaseline } from "./read-baseline.ts";
import { readReport } from "./read-report.ts";
import { addReportOptions, type ReportOptions } from "./report-options.ts";
import { withRunDefaults } from "./run-defaults.ts";
import { REPORT_FORMATS } from "./run-options.ts";
import { sayFolder } from "./say-folder.ts";
import { signerOf } from "./sign-report.ts";

/** `assay merge REPORT...`: one report from those of the shards of a run; sends no request. */
export function mergeCommand(): Command {
  const command = new Command("merge")
    .description("make one report of the shards of a run; without one of them it is incomplete")
    .argument("<reports...>", "the report.json of each shard, in any order");
  return addReportOptions(command, REPORT_FORMATS)
    .option("-v, --verbose", "print every failure and every reason")
    .option("--no-color", "no colours, as with NO_COLOR")
    .action(async (paths: readonly string[], given: ReportOptions, self: Command) => {
      process.exitCode = await merge(paths, withRunDefaults(given, self, REPORT_FORMATS));
    });
}

async function merge(paths: readonly string[], options: ReportOptions): Promise<number> {
  const baseline = await readBaseline(options);
  const sign = signerOf(options.sign);
  const reports = await Promise.all(
    paths.map(async (path) => {
      const report = withMinJudged(await readReport(path), options.minJudged);
      return { path, report };
    }),
  );
  const report = mergeReports(reports, ["assay", ...process.argv.slice(2)].join(" "));
  const folder = prepareFolder(options.out, newTag());
  sayFolder(folder);
  const { path: out } = folder;
  return finishRun(report, { ...options, out }, { interrupted: false, errors: [], baseline, sign });
}
