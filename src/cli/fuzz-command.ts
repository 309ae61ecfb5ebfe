import { join } from "node:path";
import { Command, Option } from "commander";
import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import { fuzzStateText, readFuzzState, writeFuzzState } from "../config/files/fuzz-state-file.ts";
import { prepareFolder } from "../config/files/write-reports.ts";
import { type CorpusCounts, openCorpus } from "../run/campaign/corpus.ts";
import { SLICE } from "../run/campaign/fuzz.ts";
import { type FuzzState, fuzzCampaign } from "../run/campaign/fuzz-campaign.ts";
import { mergeFuzzStates } from "../run/campaign/merge-fuzz-states.ts";
import { newTag } from "../run/target/open-target.ts";
import { finishRun } from "./finish-run.ts";
import { onInterrupt } from "./interrupt.ts";
import { keepVerdicts } from "./keep-verdicts.ts";
import { knownDeviations } from "./known-deviations.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets } from "./load-selected-targets.ts";
import { duration } from "./number-option.ts";
import { planPart } from "./plan-part.ts";
import { readBaseline } from "./read-baseline.ts";
import { begin, reportOf } from "./report-of.ts";
import { requireService } from "./require-service.ts";
import { placed, withRunDefaults } from "./run-defaults.ts";
import { keepRunJournal } from "./run-journal.ts";
import { addRunOptions, REPORT_FORMATS, type RunOptions, seedFrom } from "./run-options.ts";
import { sayFolder } from "./say-folder.ts";
import { shardCosts } from "./shard-costs.ts";
import { showProgress } from "./show-progress.ts";
import { signerOf } from "./sign-report.ts";
import { say } from "./terminal.ts";

const DEFAULT_TIME_MS = 60_000;
const SOAK_TIME_MS = 8 * 60 * 60_000;
/** What a campaign keeps for the next one. */
const FOLDER = ".assay";

interface FuzzOptions extends RunOptions {
  readonly time: number;
  readonly resume?: boolean;
  readonly corpus: string;
  readonly soak?: boolean;
}

/** `assay fuzz`: the same rules and models with a time budget. */
export function fuzzCommand(): Command {
  const command = new Command("fuzz").description(
    "judge the same rules and models for a given time instead of a number of cases, and keep failures in .assay",
  );
  return addRunOptions(command, REPORT_FORMATS)
    .addOption(
      new Option("--time <duration>", "how long to run: 60s, 10m")
        .argParser(duration("--time"))
        .default(DEFAULT_TIME_MS, "1m"),
    )
    .option("--resume", "continue the last campaign in this folder")
    .option(
      "--corpus <dir>",
      "folder of the cases that failed, which campaigns on several machines may share",
      join(FOLDER, "corpus"),
    )
    .option(
      "--soak",
      "keep up the load for hours (8h, or --time), and tell which operations become slower and whether what nobody touches stays",
    )
    .action(async (given: FuzzOptions, self: Command) => {
      const { seed, ...options } = withRunDefaults(given, self, REPORT_FORMATS);
      const isDefault = self.getOptionValueSource("time") === "default";
      const time = given.soak && isDefault ? { time: SOAK_TIME_MS } : {};
      // Another campaign tries other cases, unless somebody asks for the same.
      const own = given.seed === undefined ? {} : { seed };
      process.exitCode = await fuzz({ ...options, ...own, ...time } as FuzzOptions, self);
    });
}

async function fuzz(options: FuzzOptions, command: Command): Promise<number> {
  const loaded = await placed(options, command, () => loadRules(options));
  const { specs, rules: wanted, vocabulary, folders: specsFolders } = loaded;
  const targets = loadSelectedTargets(options, specs);
  requireService(wanted, targets);
  const deviations = knownDeviations(targets, specs, options);
  const baseline = await readBaseline(options);
  const sign = signerOf(options.sign);
  const corpus = openCorpus(options.corpus, (message) => say(`${visible(message)}\n`));
  const stateFile = join(FOLDER, stateName(options));
  const since = fuzzStateText(stateFile);
  const resumed = options.resume ? readFuzzState<FuzzState>(stateFile) : undefined;
  const expecting = { specs, vocabulary, targets, runs: SLICE, spread: false };
  const costs = await shardCosts(options, wanted, expecting);
  const seeded = resumed ? { ...options, seed: resumed.seed } : options;
  const part = planPart(wanted, seeded, "a time", costs);
  const { rules } = part;
  const interrupt = onInterrupt();
  const seed = resumed?.seed ?? seedFrom(options);
  const tag = newTag();
  const folder = prepareFolder(options.out, tag);
  const { path: out } = folder;
  const { targets: targetsFile } = options;
  const account = keepRunJournal({ tag, targets, targetsFile, specsFolders, specs, out });
  sayFolder(folder);

  const begun = begin();
  const progress = showProgress(rules, { quiet: options.quiet ?? false });
  const kept = { specs, specsFolders, targets, options, part, account, tag, seed, out };
  // A campaign of hours that is killed has told what it found until then.
  const verdicts = keepVerdicts({ ...begun, ...kept, repeats: true });
  for (const { verdict } of resumed?.units ?? []) verdicts.verdict(verdict);
  const result = await fuzzCampaign({
    specs,
    rules,
    targets,
    seed,
    tag,
    journal: account.journal,
    timeMs: options.time,
    soak: options.soak ?? false,
    maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
    excuses: deviations.excuses,
    signal: interrupt.signal,
    vocabulary,
    corpus,
    onRound: (round, soFar) => {
      verdicts.verdict(soFar);
      progress.verdict(round);
    },
    ...(resumed ? { resumed } : {}),
    ...(options.binding ? { bindings: options.binding } : {}),
    ...(part.isOwn ? { isOwn: part.isOwn } : {}),
  }).finally(() => {
    progress.end();
    account.close();
  });
  const unkept = writeFuzzState(stateFile, result.state, { since, merge: mergeFuzzStates });
  if (unkept !== undefined) say(`error: ${unkept}\n`);
  const said = corpusWords(options.corpus, corpus.counts());
  if (!options.quiet && said !== undefined) say(`${said}\n`);
  const { complete } = result;
  const report = reportOf({ ...begun, ...kept, complete, result });
  const code = await finishRun(
    deviations.mark(report),
    { ...options, out },
    {
      interrupted: interrupt.signal.aborted,
      errors: result.errors,
      refused: result.refused,
      baseline,
      sign,
    },
  );
  verdicts.remove();
  interrupt.release();
  return code;
}

/** `corpus shared: 2 cases kept, 1 came from others, 3 tried`; undefined where nothing became of it. */
function corpusWords(
  folder: string,
  { kept, come, tried, passedOver }: CorpusCounts,
): string | undefined {
  if (kept + come + tried + passedOver === 0) return undefined;
  const passed = passedOver > 0 ? `, ${count(passedOver, "file")} passed over` : "";
  return `corpus ${visible(folder)}: ${count(kept, "case")} kept, ${come} came from others, ${tried} tried${passed}`;
}

/** Shards of one folder keep their places apart. */
function stateName({ shard }: FuzzOptions): string {
  return shard ? `fuzz-state-${shard.index}-of-${shard.of}.json` : "fuzz-state.json";
}
