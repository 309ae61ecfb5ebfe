import { join } from "node:path";
import { Command, Option } from "commander";
import { toolVersion } from "../config/tool-version.ts";
import { prepareFolder } from "../config/write-reports.ts";
import { buildReport } from "../judge/build-report.ts";
import { bindingSets } from "../rules/plan-units.ts";
import { newTag } from "../run/open-target.ts";
import { conclude } from "./conclude.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets } from "./load-selected-targets.ts";
import { wholeNumber } from "./number-option.ts";
import { rehearse } from "./rehearse.ts";
import { addRunOptions, REPORT_FORMATS, type RunOptions, seedFrom } from "./run-options.ts";
import { showProgress } from "./show-progress.ts";

const DEFAULT_RUNS = 100;

interface OneRunOptions extends RunOptions {
  readonly runs: number;
  readonly dryRun?: boolean;
}

/** `assay run`: judges targets and writes the reports. */
export function runCommand(): Command {
  const command = new Command("run").description(
    "judge the targets against every selected rule and write the reports",
  );
  return addRunOptions(command, [...REPORT_FORMATS, "allure"])
    .addOption(
      new Option("--runs <n>", "generated cases for each property")
        .argParser(wholeNumber(1))
        .default(DEFAULT_RUNS),
    )
    .option(
      "--dry-run",
      "what would be sent: rules, cases, requests, bytes; no traffic to the targets",
    )
    .action(async (options: OneRunOptions) => {
      process.exitCode = await run(options);
    });
}

async function run(options: OneRunOptions): Promise<number> {
  const { specs, rules } = loadRules(options);
  const targets = loadSelectedTargets(options);
  const { out, runs } = options;
  const plan = {
    specs,
    rules,
    targets,
    runs,
    seed: seedFrom(options),
    tag: newTag(),
    ...(options.binding ? { bindings: options.binding } : {}),
  };
  if (options.dryRun) return rehearse(plan);
  const interrupt = onInterrupt();
  await prepareFolder(out);

  const startedAt = new Date();
  const started = performance.now();
  const progress = showProgress(rules, { quiet: options.quiet ?? false });
  // Vitest is heavy: only a run loads it.
  const { runCampaign } = await import("../run/run-campaign.ts");
  const result = await runCampaign({
    ...plan,
    signal: interrupt.signal,
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
      id: plan.tag,
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(performance.now() - started),
      seed: plan.seed,
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
  return conclude(report, options, {
    interrupted: interrupt.signal.aborted,
    errors: result.errors,
  });
}
