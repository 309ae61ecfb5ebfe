import { join } from "node:path";
import { Command, Option } from "commander";
import { planWords } from "../../reporters/plan-words.ts";
import { visible } from "../../reporters/text/visible.ts";
import { prepareFolder } from "../config/files/write-reports.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import type { CasePlan } from "../model/case-plan.ts";
import type { Engine } from "../run/campaign/engine.ts";
import { runCampaign } from "../run/campaign/run-campaign.ts";
import { newTag } from "../run/target/open-target.ts";
import { bailAfter } from "./bail.ts";
import { dryRun } from "./dry-run.ts";
import {
  addEffortOptions,
  type EffortOptions,
  effortOf,
  effortWords,
  isSpread,
  runsOf,
} from "./effort-option.ts";
import { finishRun } from "./finish-run.ts";
import { onInterrupt } from "./interrupt.ts";
import { keepVerdicts } from "./keep-verdicts.ts";
import { knownDeviations } from "./known-deviations.ts";
import { folderFor, lastReports, onlyFailed, openFirst, whatIsOpen } from "./last-reports.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets } from "./load-selected-targets.ts";
import { wholeNumber } from "./number-option.ts";
import { planBytesOf } from "./plan-bytes.ts";
import { planPart } from "./plan-part.ts";
import { readBaseline } from "./read-baseline.ts";
import { begin, reportOf } from "./report-of.ts";
import { requireService } from "./require-service.ts";
import { placed, withRunDefaults } from "./run-defaults.ts";
import { keepRunJournal } from "./run-journal.ts";
import { addRunOptions, REPORT_FORMATS, type RunOptions, seedFrom } from "./run-options.ts";
import { sayFolder, sayPart } from "./say-folder.ts";
import { shardCosts } from "./shard-costs.ts";
import { showProgress } from "./show-progress.ts";
import { signerOf } from "./sign-report.ts";
import { print, say } from "./terminal.ts";
import { addWorkersOption, checkWorkers, engineOf, type WorkersOption } from "./workers-option.ts";

interface OneRunOptions extends RunOptions, WorkersOption, Omit<EffortOptions, "shard"> {
  readonly dryRun?: boolean;
  readonly updateDeviations?: boolean;
  readonly failed?: boolean;
  readonly bail?: number;
}

const FORMATS_OF_RUN = [...REPORT_FORMATS, "allure"] as const;

/** `assay run`: judges targets and writes the reports. */
export function runCommand(): Command {
  const command = new Command("run").description(
    "judge the targets against every selected rule and write the reports",
  );
  const judging = addRunOptions(command, FORMATS_OF_RUN).addOption(
    new Option(
      "--runs <n>",
      "generated cases for each property over each binding (default: 100 over all, as time allows)",
    ).argParser(wholeNumber(1)),
  );
  return addWorkersOption(addEffortOptions(judging))
    .option(
      "--dry-run",
      "print how many rules, cases, requests and bytes a run would take, and send nothing",
    )
    .addOption(
      new Option(
        "--update-deviations",
        "add what fails to the deviations file, and remove the entries of what passes",
      ).conflicts("dryRun"),
    )
    .addOption(
      new Option(
        "--failed",
        "only the rules that failed or could not be judged in the last report of the target",
      ).conflicts("shard"),
    )
    .addOption(
      new Option("-x, --bail [n]", "stop after n violated MUST rules (1 if no n is given)")
        .preset("1")
        .argParser(wholeNumber(1)),
    )
    .action(async (given: OneRunOptions, self: Command) => {
      const options = withRunDefaults(given, self, FORMATS_OF_RUN);
      process.exitCode = await run(options, self);
    });
}

async function run(options: OneRunOptions, command: Command): Promise<number> {
  checkWorkers(options);
  const loaded = await placed(options, command, () => loadRules(options));
  const { specs, rules: selected, vocabulary, folders: specsFolders } = loaded;
  const named = loadSelectedTargets(options, specs);
  const reports = await lastReports(options.out);
  const open = options.failed
    ? onlyFailed(selected, named, { reports, out: options.out })
    : undefined;
  const { targets, wanted, only } = whatIsOpen(selected, named, open);
  if (wanted.length === 0) {
    print("nothing failed, and nothing was left open, in the last report\n");
    return EXIT.conforms;
  }
  const done = named.filter((target) => !targets.includes(target));
  for (const { name } of options.quiet ? [] : done) {
    const isTold = reports.some((report) => report.targets.some((one) => one.name === name));
    const why = isTold ? "nothing failed, and nothing was left open" : "no report tells of it";
    say(`${visible(name)}: ${why}; it is not judged\n`);
  }
  const runs = runsOf(options);
  const expecting = { specs, vocabulary, targets, runs, spread: isSpread(options) };
  const costs = await shardCosts(options, wanted, expecting);
  const part = planPart(wanted, options, options.plan ?? effortWords(options), costs);
  const { rules } = part;
  requireService(wanted, targets);
  const deviations = knownDeviations(targets, specs, options);
  const baseline = await readBaseline(options);
  const sign = signerOf(options.sign);
  const plan = {
    specs,
    rules,
    adapters: vocabulary.adapters,
    specsFolders,
    targets,
    ...(only ? { only } : {}),
    runs,
    seed: seedFrom(options),
    tag: newTag(),
    first: openFirst(reports),
    ...(options.binding ? { bindings: options.binding } : {}),
    ...(part.isOwn ? { isOwn: part.isOwn } : {}),
  };
  const asGiven = await effortOf(options, vocabulary);
  const planBytes = planBytesOf({ ...plan, effort: asGiven }, asGiven, options);
  const effort = { ...asGiven, planBytes };
  if (options.dryRun) {
    // How long the target itself takes is not known to a rehearsal: it is told what all cases are.
    const { budget: _, ...whole } = effort;
    return dryRun({ ...plan, effort: whole });
  }
  const interrupt = onInterrupt();
  const isFiltered = options.binding !== undefined || wanted.length < specs.rules.length;
  const isOutGiven = command.getOptionValueSource("out") !== "default";
  const asked = isOutGiven ? options.out : folderFor(options.out, reports, isFiltered);
  const folder = prepareFolder(asked, plan.tag);
  const { path: out } = folder;
  const { targets: targetsFile } = options;
  const account = keepRunJournal({ tag: plan.tag, targets, targetsFile, specsFolders, specs, out });
  sayFolder(folder);
  if (asked !== options.out) sayPart(options.out, asked);

  const begun = begin();
  const { excuses } = deviations;
  const quiet = options.quiet ?? false;
  const progress = showProgress(rules, { quiet, selected: part.selected, only, excuses });
  const bail = bailAfter(options.bail, rules, excuses);
  const { tag, seed } = plan;
  const kept = { specs, specsFolders, targets, options, part, account, tag, seed, out, only };
  const verdicts = keepVerdicts({ ...begun, ...kept });
  // Vitest is heavy: only a run loads it.
  const { runSuites } = await import("../run/campaign/run-suites.ts");
  const allure = options.format.includes("allure")
    ? { allureDir: join(out, "allure-results") }
    : {};
  const suites: Engine = (campaign, events, { signal }) =>
    runSuites(campaign, events, { signal, ...allure });
  const result = await runCampaign({
    ...plan,
    effort,
    journal: account.journal,
    signal: AbortSignal.any([interrupt.signal, bail.signal]),
    ...(options.maxFailures === undefined ? {} : { maxFailures: options.maxFailures }),
    excuses,
    engine: await engineOf(options, vocabulary.adapters, suites),
    onPlan: (units, plans) => {
      progress.plan(units);
      if (!options.quiet) sayPlans(plans);
    },
    onVerdict: (verdict) => {
      verdicts.verdict(verdict);
      progress.verdict(verdict);
      bail.verdict(verdict);
    },
  }).finally(() => {
    progress.end();
    account.close();
  });
  const complete = result.complete && result.errors.length === 0;
  const ended = { complete, stopped: bail.stopped(), result };
  const report = reportOf({ ...begun, ...kept, ...ended });
  const isWorthKeeping = options.updateDeviations && result.errors.length === 0;
  const marked = isWorthKeeping
    ? deviations.update(report)
    : { report: deviations.mark(report), said: "" };
  const code = await finishRun(
    marked.report,
    { ...options, out },
    {
      interrupted: interrupt.signal.aborted,
      errors: result.errors,
      refused: result.refused ?? [],
      baseline,
      sign,
    },
  );
  verdicts.remove();
  print(marked.said);
  interrupt.release();
  return code;
}

function sayPlans(plans: Readonly<Record<string, CasePlan>>): void {
  for (const [name, plan] of Object.entries(plans)) {
    say(`${visible(name)}: ${planWords(plan)}\n`);
  }
}
