import { join } from "node:path";
import { Command, Option } from "commander";
import { GENERATORS } from "../../generators/registry.ts";
import { readFuzzState, writeFuzzState } from "../config/fuzz-state-file.ts";
import { toolVersion } from "../config/tool-version.ts";
import { prepareFolder } from "../config/write-reports.ts";
import { buildReport } from "../judge/build-report.ts";
import { bindingSets } from "../rules/plan-units.ts";
import { openCorpus } from "../run/corpus.ts";
import { type FuzzState, fuzzCampaign } from "../run/fuzz-campaign.ts";
import { newTag } from "../run/open-target.ts";
import { conclude } from "./conclude.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets } from "./load-selected-targets.ts";
import { duration } from "./number-option.ts";
import { addRunOptions, REPORT_FORMATS, type RunOptions, seedFrom } from "./run-options.ts";
import { showProgress } from "./show-progress.ts";

const DEFAULT_TIME_MS = 60_000;
/** What a campaign keeps for the next one. */
const FOLDER = ".assay";

interface FuzzOptions extends RunOptions {
  readonly time: number;
  readonly resume?: boolean;
}

/** `assay fuzz`: the same rules and models with a time budget. */
export function fuzzCommand(): Command {
  const command = new Command("fuzz").description(
    "the same rules and models for a time instead of a number of cases; failures are kept in .assay",
  );
  return addRunOptions(command, REPORT_FORMATS)
    .addOption(
      new Option("--time <duration>", "how long: 60s, 10m")
        .argParser(duration("--time"))
        .default(DEFAULT_TIME_MS, "1m"),
    )
    .option("--resume", "go on with the last campaign of this folder")
    .action(async (options: FuzzOptions) => {
      process.exitCode = await fuzz(options);
    });
}

async function fuzz(options: FuzzOptions): Promise<number> {
  const { specs, rules } = loadRules(options);
  const targets = loadSelectedTargets(options);
  const interrupt = onInterrupt();
  await prepareFolder(options.out);
  const stateFile = join(FOLDER, "fuzz-state.json");
  const resumed = options.resume ? readFuzzState<FuzzState>(stateFile) : undefined;
  const seed = resumed?.seed ?? seedFrom(options);
  const tag = newTag();

  const startedAt = new Date();
  const started = performance.now();
  const progress = showProgress(rules, { quiet: options.quiet ?? false });
  const result = await fuzzCampaign({
    specs,
    rules,
    targets,
    seed,
    tag,
    timeMs: options.time,
    maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
    signal: interrupt.signal,
    generators: GENERATORS,
    corpus: openCorpus(join(FOLDER, "corpus")),
    onRound: progress.verdict,
    ...(resumed ? { resumed } : {}),
    ...(options.binding ? { bindings: options.binding } : {}),
  }).finally(() => {
    progress.end();
    interrupt.release();
  });
  writeFuzzState(stateFile, result.state);
  const report = buildReport({
    version: toolVersion(),
    run: {
      id: tag,
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(performance.now() - started),
      seed,
      complete: result.complete,
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
  return conclude(report, options, { interrupted: interrupt.signal.aborted, errors: [] });
}
