import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";

/** The folders of further rule files that a report was judged by, as absolute paths. */
export interface ReportSpecs {
  readonly there: readonly string[];
  /** Those that are not there any more. */
  readonly gone: readonly string[];
}

/** Where the further rule files of a report are now. */
export function specsOfReport(path: string, { run }: Pick<Report, "run">): ReportSpecs {
  const folders = (run.specsFolders ?? []).map((folder) => resolve(dirname(path), folder));
  const isThere = (folder: string) =>
    statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  return {
    there: folders.filter(isThere),
    gone: folders.filter((folder) => !isThere(folder)),
  };
}

/** The rule of a failure is in none of the rule files that are there. */
export function ruleIsGone(rule: string, { gone }: Pick<ReportSpecs, "gone">): UsageError {
  const [folder] = gone;
  return new UsageError("rule-unknown", [
    {
      message: `the rule ${rule} is no longer in any rule file, and its failure needs it`,
      hint:
        folder === undefined
          ? "give --specs its folder"
          : `the report was judged by the rule files in ${gone.join(", ")}, which is not there: give --specs the folder that holds them now`,
    },
  ]);
}
