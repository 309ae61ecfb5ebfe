import { type Command, Option } from "commander";
import type { FormatName } from "../../reporters/registry.ts";
import type { FailOn } from "../judge/report/exit-code.ts";
import { choices } from "./filter-options.ts";
import { percent } from "./number-option.ts";
import { signOption } from "./sign-options.ts";

/** `allure` is written by Vitest's own reporter while the suites run; the others from the report. */
export type RunFormat = FormatName | "allure";

/** What every command has that writes a new report: `run`, `fuzz` and `merge`. */
export interface ReportOptions {
  readonly out: string;
  readonly format: readonly RunFormat[];
  readonly failOn: FailOn;
  readonly against?: string;
  readonly allowUnjudged?: boolean;
  readonly minJudged?: number;
  /** For targets whose entries say nothing of it; no option. */
  readonly minJudgedElse?: number;
  /** The path of a private key. */
  readonly sign?: string;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** Adds where the report goes, in which formats, and who signs it. */
export function addFormatOptions(
  command: Command,
  formats: readonly RunFormat[],
  out = "assay-report",
): Command {
  return command
    .option("-o, --out <dir>", "folder for the reports", out)
    .addOption(
      new Option("-f, --format <formats>", `${formats.join(", ")}; json is always written`)
        .argParser(choices(formats, (text) => text.toLowerCase()))
        .default(["json"], "json"),
    )
    .addOption(signOption("sign report.json, into report.json.sig,"));
}

/** Adds where the report goes, in which formats, and what of it makes the exit code 1. */
export function addReportOptions(command: Command, formats: readonly RunFormat[]): Command {
  return addFormatOptions(command, formats)
    .addOption(
      new Option("--fail-on <level>", "what makes the exit code 1")
        .choices(["must", "should", "new", "never"])
        .default("must"),
    )
    .option(
      "--against <report>",
      "an earlier report, to tell which failures are new (for --fail-on new)",
    )
    .option("--allow-unjudged", "with --fail-on new: do not count a rule that is no longer judged")
    .addOption(minJudgedOption());
}

/** `--min-judged 95%`: of all MUST rules, whatever was selected. */
export function minJudgedOption(): Option {
  return new Option(
    "--min-judged <percent>",
    "share of all MUST rules that must be judged, such as 95%; with fewer the exit code is 3",
  ).argParser(percent);
}
