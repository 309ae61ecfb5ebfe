import { type Command, Option } from "commander";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import type { Shard } from "../rules/select/shard.ts";
import { addFilterOptions, collect, type FilterOptions } from "./filter-options.ts";
import type { TargetOptions } from "./load-selected-targets.ts";
import { duration, wholeNumber } from "./number-option.ts";
import { addReportOptions, type ReportOptions, type RunFormat } from "./report-options.ts";
import { shardOption } from "./shard-option.ts";

/** The largest seed. */
export const SEED_LIMIT = 2 ** 31 - 1;
const MOST_IN_FLIGHT = 256;

/** What `run` and `fuzz` share. */
export interface RunOptions extends FilterOptions, TargetOptions, ReportOptions {
  readonly seed?: number;
  readonly shard?: Shard;
  readonly shardCosts?: string;
  readonly deviations?: string;
  readonly maxFailures?: number;
  readonly quiet?: boolean;
}

/** Adds the options that `run` and `fuzz` share. */
export function addRunOptions(command: Command, formats: readonly RunFormat[]): Command {
  const judging = addFilterOptions(
    command
      .addOption(
        new Option(
          "-t, --target <names>",
          "only these targets of the file (default: all)",
        ).argParser(collect),
      )
      .option("--targets <file>", "the targets file (default: ./targets.json)"),
  )
    .addOption(
      new Option(
        "-s, --seed <n>",
        "seed of the cases; the same seed gives the same ones",
      ).argParser(wholeNumber(0, SEED_LIMIT)),
    )
    .addOption(
      new Option("--rate <n>", "at most this many requests a second").argParser(wholeNumber(1)),
    )
    .addOption(
      new Option("--concurrency <n>", "at most this many requests in flight").argParser(
        wholeNumber(1, MOST_IN_FLIGHT),
      ),
    )
    .addOption(
      new Option("--timeout <duration>", "how long one request may take: 500ms, 10s").argParser(
        duration("--timeout"),
      ),
    );
  return addReportOptions(judging, formats)
    .addOption(
      new Option(
        "--shard <i/n>",
        "run only part I of N, or job/N in a job array (Kubernetes, Slurm); needs --seed; see merge",
      ).argParser(shardOption(process.env)),
    )
    .option(
      "--shard-costs <report>",
      "with --shard: balance the parts by the times of this report.json, the same file for all of them (default: by the requests that are expected)",
    )
    .option(
      "--deviations <file>",
      "file of known failures, instead of the one that the target names",
    )
    .addOption(
      new Option("--max-failures <n>", "stop after this many failures").argParser(wholeNumber(1)),
    )
    .option("--i-may-test-this-target", "I may test this target, which is not on this machine")
    .addOption(
      new Option("-q, --quiet", "print only the outcome of each target").conflicts("verbose"),
    )
    .option("-v, --verbose", "print every failure and every reason")
    .option("--no-color", "no colours, as with NO_COLOR");
}

/** Every format that a report can be rendered in. */
export const REPORT_FORMATS = Object.keys(FORMATS) as readonly FormatName[];

/** A seed of one's own where none was given; the report tells it. */
export function seedFrom({ seed }: Pick<RunOptions, "seed">): number {
  return seed ?? Math.floor(Math.random() * SEED_LIMIT);
}
