import { relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { readRunDefaults } from "../config/targets/run-defaults.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { UsageError } from "../model/errors.ts";
import { selectRules } from "../rules/select/select-rules.ts";
import type { SoundFiles } from "../rules/source/parse-specs.ts";
import { isInterrupt } from "../watch/key.ts";
import { screenLines } from "../watch/screen.ts";
import type { View } from "../watch/view.ts";
import type { WatchSource } from "../watch/watch-source.ts";
import { type Watch, watchTargets } from "../watch/watch-targets.ts";
import { addFilterOptions, collect, type FilterOptions, ruleFilter } from "./filter-options.ts";
import { knownDeviations } from "./known-deviations.ts";
import { lastReports, openFirst } from "./last-reports.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets, type TargetOptions } from "./load-selected-targets.ts";
import { duration, wholeNumber } from "./number-option.ts";
import { hasKeys, readKeys } from "./read-keys.ts";
import { requireService } from "./require-service.ts";
import { usualFolder } from "./run-defaults.ts";
import { SEED_LIMIT, seedFrom } from "./run-options.ts";
import { colored, isRead, openScreen, say } from "./terminal.ts";

interface WatchOptions extends FilterOptions, TargetOptions {
  readonly runs: number;
  readonly seed?: number;
  readonly deviations?: string;
  readonly color: boolean;
}

/** Somebody waits for the answer; a run takes more. */
const DEFAULT_RUNS = 20;
/** A screen that is drawn more often is not read. */
const DRAW_MS = 50;

/** `assay watch`: judges again on each change, on one screen, until it is told to quit. */
export function watchCommand(): Command {
  const command = new Command("watch").description(
    "start the targets and judge them now, what failed first, and again on each change of a server's files (launch.watch), of rules and of targets; writes no report",
  );
  return addFilterOptions(
    command
      .addOption(
        new Option(
          "-t, --target <names>",
          "only these targets of the file (default: as for run)",
        ).argParser(collect),
      )
      .option("--targets <file>", "the targets file (default: ./targets.json)"),
  )
    .addOption(
      new Option("--runs <n>", "generated cases for each property")
        .argParser(wholeNumber(1))
        .default(DEFAULT_RUNS),
    )
    .addOption(
      new Option("-s, --seed <n>", "seed of the cases, the same each time").argParser(
        wholeNumber(0, SEED_LIMIT),
      ),
    )
    .addOption(
      new Option("--timeout <duration>", "how long one request may take: 500ms, 10s").argParser(
        duration("--timeout"),
      ),
    )
    .option(
      "--deviations <file>",
      "file of known failures, instead of the one that the target names",
    )
    .option("--i-may-test-this-target", "I may test this target, which is not on this machine")
    .option("--no-color", "no colours, as with NO_COLOR")
    .action(async (options: WatchOptions) => {
      process.exitCode = await watch(options);
    });
}

async function watch(given: WatchOptions): Promise<number> {
  if (!hasKeys() || !isRead()) throw noTerminal();
  const { seed, edition } = readRunDefaults({
    ...{ file: given.targets, cwd: process.cwd(), env: process.env },
  });
  const options: WatchOptions = {
    ...(seed === undefined ? {} : { seed }),
    ...(edition === undefined ? {} : { edition }),
    ...given,
  };
  const source = await sourceOf(options);
  // What is wrong from the beginning is an error, as for every command.
  const rules = await source.read();
  const targets = source.targets(rules.specs);
  source.select(rules, targets, {});
  return onScreen(options, (draw) => watchTargets(source, { rules, targets }, draw));
}

function noTerminal(): UsageError {
  const message = "assay watch needs a terminal: it shows a screen and reads keys";
  const hint = "`assay run` judges once, and works without one";
  return new UsageError("terminal-needed", [{ message, hint }]);
}

async function sourceOf(options: WatchOptions): Promise<WatchSource> {
  const out = usualFolder();
  const sound: SoundFiles = new Map();
  return {
    read: () => loadRules(options, sound),
    select: ({ specs }, targets, { rule, operation }) => {
      const asked = selectRules(specs, ruleFilter(options));
      const chosen = selectRules(specs, {
        ...(rule === undefined ? {} : { rule: [rule] }),
        ...(operation === undefined ? {} : { operation: [operation] }),
      });
      const rules = asked.filter((one) => chosen.includes(one));
      if (rules.length === 0) throw nothingChosen(rule ?? operation ?? "");
      requireService(rules, targets);
      return rules;
    },
    targets: (specs) => loadSelectedTargets(options, specs),
    mark: (report, targets, specs) => knownDeviations(targets, specs, options).mark(report),
    targetsFile: resolve(options.targets ?? "targets.json"),
    out,
    open: openFirst(await lastReports(out)),
    manner: { runs: options.runs, seed: seedFrom(options), bindings: options.binding },
    shownPath: (path) => relative(process.cwd(), path),
  };
}

function nothingChosen(choice: string): UsageError {
  const message = `the filters of the command line leave out "${choice}"`;
  return new UsageError("filter-empty", [{ message, hint: "press a for all that they select" }]);
}

/** Runs a watch with the window and the keyboard, which it gives back at the end, whatever that is. */
async function onScreen(
  options: WatchOptions,
  begin: (draw: (view: View) => void) => Watch,
): Promise<number> {
  const color = colored(options);
  let latest: View | undefined;
  let due: NodeJS.Timeout | undefined;
  const drawNow = (): void => {
    clearTimeout(due);
    due = undefined;
    if (!latest) return;
    const size = { columns: screen.columns(), rows: screen.rows(), color };
    screen.draw(screenLines(latest, size), { colors: color });
  };
  const screen = openScreen(drawNow);
  const watching = begin((view) => {
    latest = view;
    due ??= setTimeout(drawNow, DRAW_MS);
  });
  const interrupt = (): void => {
    if (watching.isEnding()) process.exit(EXIT.interrupted);
    watching.tell({ type: "interrupted" });
  };
  const release = readKeys((key) => {
    if (isInterrupt(key)) interrupt();
    else watching.tell({ type: "key", key });
  }, interrupt);
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    const { code, notes } = await watching.ended;
    drawNow();
    screen.close();
    for (const note of notes) say(`${note}\n`);
    return code;
  } finally {
    clearTimeout(due);
    for (const name of SIGNALS) process.off(name, interrupt);
    release();
    screen.close();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
