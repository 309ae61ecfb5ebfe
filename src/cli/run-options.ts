import { type Command, Option } from "commander";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import type { Shard } from "../rules/select/shard.ts";
import { addFilterOptions, collect, type FilterOptions } from "./filter-options.ts";
import type { TargetOptions } from "./load-selected-targets.ts";
import { duration, wholeNumber } from "./number-option.ts";
import { addReportOptions, type ReportOptions, type RunFormat } from "./report-options.ts";
import { shardOption } from "./shard-option.ts";

const SEED_LIMIT = 2 ** 31 - 1;
const MOST_IN_FLIGHT = 256;

/** What `run` and `fuzz` share. */
export interface RunOptions extends FilterOptions, TargetOptions, ReportOptions {
  readonly seed?: number;
  readonly shard?: Shard;
  readonly deviations?: string;
  readonly maxFailures?: number;
  readonly quiet?: boolean;
}

/** Adds the options that `run` and `fuzz` share. */
export function addRunOptions(command: Command, formats: readonly RunFormat[]): Command {
  const judging = addFilterOptions(
    command
      .addOption(new Option("--target <names>", "targets of the file; all").argParser(collect))
      .option("--targets <file>", "the targets file (default: ./targets.json)"),
  )
    .addOption(
      new Option("--seed <n>", "the same seed, the same cases").argParser(
        wholeNumber(0, SEED_LIMIT),
      ),
    )
    .addOption(new Option("--rate <n>", "requests a second, at most").argParser(wholeNumber(1)))
    .addOption(
      new Option("--concurrency <n>", "requests in flight").argParser(
        wholeNumber(1, MOST_IN_FLIGHT),
      ),
    )
    .addOption(
      new Option("--timeout <duration>", "for one request: 500ms, 10s").argParser(
        duration("--timeout"),
      ),
    );
  return addReportOptions(judging, formats)
    .addOption(
      new Option(
        "--shard <i/n>",
        "only the I-th of N parts, or job/N in an Indexed Job; needs --seed; see merge",
      ).argParser(shardOption(process.env)),
    )
    .option("--deviations <file>", "known failures, instead of the target's own file")
    .addOption(new Option("--max-failures <n>", "stop after so many").argParser(wholeNumber(1)))
    .option("--i-may-test-this-target", "for targets that are not on this machine")
    .option("--quiet", "only the outcome")
    .option("--verbose", "every failure and every reason")
    .option("--no-color", "no colours (as NO_COLOR)");
}

/** Every format that a report can be rendered in. */
export const REPORT_FORMATS = Object.keys(FORMATS) as readonly FormatName[];

/** A seed of one's own where none was given; the report tells it. */
export function seedFrom({ seed }: RunOptions): number {
  return seed ?? Math.floor(Math.random() * SEED_LIMIT);
}
