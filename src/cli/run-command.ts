import { join } from "node:path";
import { Command, Option } from "commander";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import { summary } from "../../reporters/summary.ts";
import { toolVersion } from "../config/tool-version.ts";
import { prepareFolder, writeReports } from "../config/write-reports.ts";
import { buildReport } from "../judge/build-report.ts";
import { EXIT, exitCodeOf, type FailOn } from "../judge/exit-code.ts";
import { bindingSets } from "../rules/plan-units.ts";
import { newTag } from "../run/open-target.ts";
import { addFilterOptions, choices, collect, type FilterOptions } from "./filter-options.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets, type TargetOptions } from "./load-selected-targets.ts";
import { duration, wholeNumber } from "./number-option.ts";
import { showProgress } from "./show-progress.ts";
import { colored, terminalWidth } from "./terminal.ts";

/** `allure` is written by Vitest's own reporter while the suites run; the others from the report. */
type RunFormat = FormatName | "allure";

const RUN_FORMATS: readonly RunFormat[] = [...(Object.keys(FORMATS) as FormatName[]), "allure"];
const DEFAULT_RUNS = 100;
const SEED_LIMIT = 2 ** 31 - 1;

interface RunOptions extends FilterOptions, TargetOptions {
  readonly runs: number;
  readonly seed?: number;
  readonly out: string;
  readonly format: readonly RunFormat[];
  readonly failOn: FailOn;
  readonly maxFailures?: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** `assay run`: judges targets and writes the reports. */
export function runCommand(): Command {
  const command = new Command("run")
    .description("judge the targets against every selected rule and write the reports")
    .addOption(new Option("--target <names>", "targets of the file; all").argParser(collect))
    .option("--targets <file>", "the targets file (default: ./targets.json)");
  return addFilterOptions(command)
    .addOption(
      new Option("--runs <n>", "generated cases for each property")
        .argParser(wholeNumber(1))
        .default(DEFAULT_RUNS),
    )
    .addOption(
      new Option("--seed <n>", "the same seed, the same cases").argParser(
        wholeNumber(0, SEED_LIMIT),
      ),
    )
    .addOption(new Option("--rate <n>", "requests a second, at most").argParser(wholeNumber(1)))
    .addOption(new Option("--concurrency <n>", "requests in flight").argParser(wholeNumber(1, 256)))
    .addOption(
      new Option("--timeout <duration>", "for one request: 500ms, 10s").argParser(
        duration("--timeout"),
      ),
    )
    .option("--out <dir>", "where the reports go", "assay-report")
    .addOption(
      new Option("--format <formats>", `${RUN_FORMATS.join(", ")}; json is always written`)
        .argParser(choices(RUN_FORMATS, (text) => text.toLowerCase()))
        .default(["json"], "json"),
    )
    .addOption(
      new Option("--fail-on <level>", "what makes the exit code 1")
        .choices(["must", "should", "never"])
        .default("must"),
    )
    .addOption(new Option("--max-failures <n>", "stop after so many").argParser(wholeNumber(1)))
    .option("--i-may-test-this-target", "for targets that are not on this machine")
    .option("--quiet", "only the outcome")
    .option("--verbose", "every failure and every reason")
    .option("--no-color", "no colours (as NO_COLOR)")
    .action(async (options: RunOptions) => {
      process.exitCode = await run(options);
    });
}

async function run(options: RunOptions): Promise<number> {
  const { specs, rules } = loadRules(options);
  const targets = loadSelectedTargets(options);
  const seed = options.seed ?? Math.floor(Math.random() * SEED_LIMIT);
  const tag = newTag();
  const { out } = options;
  await prepareFolder(out);

  const color = colored(options);
  const startedAt = new Date();
  const started = performance.now();
  const progress = showProgress(rules, { quiet: options.quiet ?? false });
  const interrupt = onInterrupt();
  // Vitest is heavy: only a run loads it.
  const { runCampaign } = await import("../run/run-campaign.ts");
  const result = await runCampaign({
    specs,
    rules,
    targets,
    seed,
    tag,
    runs: options.runs,
    signal: interrupt.signal,
    ...(options.binding ? { bindings: options.binding } : {}),
    ...(options.maxFailures === undefined ? {} : { maxFailures: options.maxFailures }),
    ...(options.format.includes("allure") ? { allureDir: join(out, "allure-results") } : {}),
    onPlan: progress.plan,
    onVerdict: progress.verdict,
  }).finally(() => {
    progress.end();
    interrupt.release();
  });

  const report = buildReport({
    version: toolVersion(),
    run: {
      id: tag,
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(performance.now() - started),
      seed,
      complete: result.complete && result.errors.length === 0,
      shard: null,
      command: ["assay", ...process.argv.slice(2)].join(" "),
    },
    specs,
    selected: rules.map((rule) => ({
      rule,
      bindings: bindingSets(rule, options.binding).map((bindings) => bindings.join("+")),
    })),
    targets: result.targets,
    verdicts: result.verdicts,
  });
  const formats = options.format.filter((format) => format !== "allure");
  const reportPath = await writeReports(report, out, formats, { failOn: options.failOn });
  process.stdout.write(
    summary(report, {
      color,
      width: terminalWidth(),
      reportPath,
      verbose: options.verbose ?? false,
      failOn: options.failOn,
    }),
  );
  for (const error of result.errors) process.stderr.write(`internal error: ${error}\n`);
  if (result.errors.length > 0) return EXIT.internal;
  return interrupt.signal.aborted ? EXIT.interrupted : exitCodeOf(report, options.failOn);
}
