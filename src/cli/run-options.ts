import { type Command, Option } from "commander";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import type { FailOn } from "../judge/exit-code.ts";
import type { Shard } from "../rules/shard.ts";
import { addFilterOptions, choices, collect, type FilterOptions } from "./filter-options.ts";
import type { TargetOptions } from "./load-selected-targets.ts";
import { duration, wholeNumber } from "./number-option.ts";
import { shardOption } from "./shard-option.ts";

/** `allure` is written by Vitest's own reporter while the suites run; the others from the report. */
export type RunFormat = FormatName | "allure";

const SEED_LIMIT = 2 ** 31 - 1;
const MOST_IN_FLIGHT = 256;

/** What `run` and `fuzz` share. */
export interface RunOptions extends FilterOptions, TargetOptions {
  readonly seed?: number;
  readonly out: string;
  readonly format: readonly RunFormat[];
  readonly failOn: FailOn;
  readonly against?: string;
  readonly shard?: Shard;
  readonly deviations?: string;
  readonly maxFailures?: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** Adds the options that `run` and `fuzz` share. */
export function addRunOptions(command: Command, formats: readonly RunFormat[]): Command {
  return addFilterOptions(
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
    )
    .option("--out <dir>", "where the reports go", "assay-report")
    .addOption(
      new Option("--format <formats>", `${formats.join(", ")}; json is always written`)
        .argParser(choices(formats, (text) => text.toLowerCase()))
        .default(["json"], "json"),
    )
    .addOption(
      new Option("--fail-on <level>", "what makes the exit code 1")
        .choices(["must", "should", "new", "never"])
        .default("must"),
    )
    .option("--against <report>", "an earlier report: says which failures are new (--fail-on new)")
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
