import { Command, Option } from "commander";
import { prepareFolder } from "../config/write-reports.ts";
import type { FailOn } from "../judge/exit-code.ts";
import { mergeReports } from "../judge/merge/merge-reports.ts";
import { newTag } from "../run/open-target.ts";
import { conclude } from "./conclude.ts";
import { choices } from "./filter-options.ts";
import { readBaseline } from "./read-baseline.ts";
import { readReport } from "./read-report.ts";
import { REPORT_FORMATS, type RunFormat } from "./run-options.ts";
import { sayFolder } from "./say-folder.ts";

interface MergeOptions {
  readonly out: string;
  readonly format: readonly RunFormat[];
  readonly failOn: FailOn;
  readonly against?: string;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** `assay merge REPORT...`: one report from those of the shards of a run; sends no request. */
export function mergeCommand(): Command {
  return new Command("merge")
    .description("one report from the shards of a run; what a missing shard judges is incomplete")
    .argument("<reports...>", "the report.json of every shard, in any order")
    .option("--out <dir>", "where the reports go", "assay-report")
    .addOption(
      new Option("--format <formats>", `${REPORT_FORMATS.join(", ")}; json is always written`)
        .argParser(choices(REPORT_FORMATS, (text) => text.toLowerCase()))
        .default(["json"], "json"),
    )
    .addOption(
      new Option("--fail-on <level>", "what makes the exit code 1")
        .choices(["must", "should", "new", "never"])
        .default("must"),
    )
    .option("--against <report>", "an earlier report: says which failures are new (--fail-on new)")
    .option("--verbose", "every failure and every reason")
    .option("--no-color", "no colours (as NO_COLOR)")
    .action(async (paths: readonly string[], options: MergeOptions) => {
      process.exitCode = await merge(paths, options);
    });
}

async function merge(paths: readonly string[], options: MergeOptions): Promise<number> {
  const baseline = await readBaseline(options);
  const reports = await Promise.all(
    paths.map(async (path) => ({ path, report: await readReport(path) })),
  );
  const report = mergeReports(reports, ["assay", ...process.argv.slice(2)].join(" "));
  const folder = prepareFolder(options.out, newTag());
  sayFolder(folder);
  const { path: out } = folder;
  return conclude(report, { ...options, out }, { interrupted: false, errors: [], baseline });
}
