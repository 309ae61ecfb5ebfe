import { statSync } from "node:fs";
import { hostname } from "node:os";
import { Command, Option } from "commander";
import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import { removeLeftFolders } from "../config/files/left-folders.ts";
import { processStamp } from "../config/files/process-stamp.ts";
import { declaredSpecs } from "../config/targets/declared-specs.ts";
import { onPort } from "../config/targets/free-port.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { cleanEntries } from "../run/cleanup/clean-entries.ts";
import type { Cleaned } from "../run/cleanup/clean-target.ts";
import { nameOf } from "../run/cleanup/close-journal.ts";
import type { JournalContent, JournalEntry, JournalHeader } from "../run/cleanup/journal-entry.ts";
import {
  baseUrlsOf,
  JOURNAL_FOLDER,
  journalsIn,
  settleJournal,
} from "../run/cleanup/journal-file.ts";
import { whyNotRemoved } from "../run/cleanup/permitted-removal.ts";
import { readJournal } from "../run/cleanup/read-journal.ts";
import { collect } from "./filter-options.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { loadSelectedTargets, type TargetOptions } from "./load-selected-targets.ts";
import { refuseNamedCode } from "./named-by-file.ts";
import { duration } from "./number-option.ts";
import { print } from "./terminal.ts";

/** Things of one reason that are named on the terminal. */
const MOST_NAMED = 5;

/** How long a server may go on with calls whose caller was killed. */
const SETTLING_MS = 10_000;

interface CleanOptions extends TargetOptions {
  readonly specs?: readonly string[];
}

/** `assay clean JOURNAL`: removes what an interrupted run left on its targets. */
export function cleanCommand(): Command {
  return new Command("clean")
    .description("remove what an interrupted run left on its targets, as its journal says")
    .argument("[journals...]", "default: .assay/journal-….jsonl of every run that has ended")
    .addOption(
      new Option(
        "-t, --target <names>",
        "only what is left on these targets (default: all)",
      ).argParser(collect),
    )
    .option("--targets <file>", "the targets file (default: that of the run)")
    .addOption(
      new Option("--specs <dir>", "further rule files, the same as the run had").argParser(collect),
    )
    .addOption(
      new Option("--timeout <duration>", "how long one request may take").argParser(
        duration("--timeout"),
      ),
    )
    .option("--i-may-test-this-target", "I may test this target, which is not on this machine")
    .action(async (paths: readonly string[], options: CleanOptions) => {
      exitOnInterrupt();
      let isClean = true;
      const asked = paths.length > 0 ? paths : endedJournals();
      for (const path of asked) isClean = (await clean(path, options)) && isClean;
      const folders = removeLeftFolders();
      if (folders > 0) print(`${count(folders, "temporary folder")} of killed runs removed\n`);
      else if (asked.length === 0) print("nothing is left of a run that has ended\n");
      process.exitCode = isClean ? EXIT.conforms : EXIT.incomplete;
    });
}

/** The journals in the folder of this one whose runs have ended, in the order of their names. */
function endedJournals(): readonly string[] {
  return journalsIn(JOURNAL_FOLDER).filter((path) => !isWritten(readJournal(path).header));
}

/** True when nothing is left of what the journal names. */
async function clean(path: string, options: CleanOptions): Promise<boolean> {
  const journal = readJournal(path);
  const { header, left } = journal;
  refuseWhileRunning(path, header);
  const by = `the journal "${path}"`;
  const { targetsFile } = header;
  if (!options.targets) {
    refuseNamedCode({ by, folders: declaredSpecs(targetsFile, process.cwd()) });
  }
  const { specs, vocabulary } = await loadWrittenRules({
    ...(options.specs ? { specs: options.specs } : {}),
    targets: options.targets ?? targetsFile,
  });
  const targets = targetsOf(path, journal, options, specs);
  const of = [...targets.values()].filter((target) => target !== undefined);
  if (!options.targets) refuseNamedCode({ by, targets: { file: targetsFile, of } });
  refuseForbidden(path, left, targets, specs);
  const gone = new Set<JournalEntry>();
  const until = statSync(path).mtimeMs + SETTLING_MS;
  const period = { from: Date.parse(header.startedAt), until };
  for (const [name, target] of targets) {
    const own = left.filter((entry) => entry.target === name);
    if (!target) {
      for (const entry of own) gone.add(entry);
      print(`${visible(name)}\n  ok  the built-in server ended with its run\n`);
      continue;
    }
    const cleaned = await cleanEntries(target, own, period, {
      specs,
      adapters: vocabulary.adapters,
    });
    const kept = new Set(cleaned.failed.map(({ entry }) => entry.n));
    for (const entry of own) if (!kept.has(entry.n)) gone.add(entry);
    print(`${visible(name)}\n${linesOf(cleaned).join("\n")}\n`);
  }
  const remaining = left.filter((entry) => !gone.has(entry));
  settleJournal(path, { header, left: remaining });
  const end = remaining.length === 0 ? "removed: nothing is left" : "names what is left";
  print(`${visible(path)} ${end}\n`);
  return remaining.length === 0;
}

/** Whether the run that writes it goes on. */
function isWritten({ process: { pid, stamp, host } }: JournalHeader): boolean {
  return host === hostname() && stamp !== "" && processStamp(pid) === stamp;
}

function refuseWhileRunning(path: string, header: JournalHeader): void {
  if (!isWritten(header)) return;
  const { run, process: writer } = header;
  const message = `the run ${run} (process ${writer.pid}) is still using what "${path}" names`;
  throw new UsageError("journal-in-use", [{ message, hint: "wait until it ends, or end it" }]);
}

/**
 * The targets that have something left, by name; undefined for a built-in server.
 *
 * @throws UsageError also where an entry now names another server: documents are removed by their
 *   paths, and those of another server are not ours
 */
function targetsOf(
  path: string,
  { header, left }: JournalContent,
  options: CleanOptions,
  specs: Specs,
): ReadonlyMap<string, Target | undefined> {
  const names = [...new Set(left.map(({ target }) => target))];
  const wanted = options.target?.filter((name) => name !== "all") ?? [];
  const chosen = wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names;
  const builtIn = chosen.filter((name) => header.targets[name]?.length === 0);
  const real = chosen.filter((name) => !builtIn.includes(name));
  const known = real.length > 0 || wanted.length > 0;
  const file = options.targets ?? header.targetsFile;
  const asked = [...new Set([...real, ...wanted])];
  const loaded = known
    ? loadSelectedTargets({ ...options, targets: file, target: asked }, specs).map((target) =>
        // Whatever is left of the run listens where it did.
        asItWas(target, header.targets[target.name]),
      )
    : [];
  const problems = loaded.flatMap((target) => {
    const { name } = target;
    const before = header.targets[name] ?? [];
    if (!real.includes(name) || before.join() === baseUrlsOf(target).join()) return [];
    const now = baseUrlsOf(target).join(", ") || "the built-in server";
    const message = `"${path}" was written against ${before.join(", ")}, but the target "${name}" is now ${now}`;
    return [{ message, hint: "give the targets file of that run with --targets" }];
  });
  if (problems.length > 0) throw new UsageError("journal-elsewhere", problems);
  return new Map([
    ...builtIn.map((name) => [name, undefined] as const),
    ...loaded
      .filter(({ name }) => real.includes(name))
      .map((target) => [target.name, target] as const),
  ]);
}

/** A target on the free port that it had when its first address was written down. */
function asItWas(target: Target, [address]: readonly string[] = []): Target {
  const port = address !== undefined && URL.canParse(address) ? Number(new URL(address).port) : 0;
  return port > 0 ? onPort(target, port) : target;
}

/** Before anything is sent: of a journal in which one entry is wrong none is believed. */
function refuseForbidden(
  path: string,
  left: readonly JournalEntry[],
  targets: ReadonlyMap<string, Target | undefined>,
  { operations, services }: Specs,
): void {
  const problems = left.flatMap((entry) => {
    const target = targets.get(entry.target);
    const why = target && whyNotRemoved(entry, { target, services, operations });
    if (why === undefined) return [];
    const message = `${path}: entry ${entry.n}: ${why}`;
    const hint =
      "what a journal says is no permission: take the entry out, permit it in the targets file, or give --specs where the run had rule files of its own";
    return [{ message, hint }];
  });
  if (problems.length > 0) {
    throw new UsageError("journal-invalid", problems.slice(0, MOST_NAMED));
  }
}

function linesOf({ removed, failed, unanswered }: Cleaned): readonly string[] {
  const named = removed.filter(({ id }) => id !== undefined);
  const kinds = [...new Set(named.map(({ what }) => what))];
  const parts = kinds.map((kind) => {
    const plural = kind.endsWith("s") ? `${kind}es` : `${kind}s`;
    return count(named.filter(({ what }) => what === kind).length, kind, plural);
  });
  const { calls, removed: found } = unanswered;
  const what =
    found > 0
      ? `${count(found, "handler")} of theirs found by the staged file, and removed`
      : "what they created, if anything, cannot be found; the server has to expire it";
  return [
    ...(parts.length > 0 ? [`  ok  gone: ${parts.join(", ")}`] : []),
    ...(calls > 0 ? [`  ??  ${count(calls, "call")} left no name: ${what}`] : []),
    ...byReason(failed),
  ];
}

/** A few of what shares a reason: a server that is down would say the same of everything. */
function byReason(failed: Cleaned["failed"]): readonly string[] {
  const reasons = [...new Set(failed.map(({ why }) => why))];
  return reasons.flatMap((reason) => {
    const own = failed.filter(({ why }) => why === reason);
    const more = own.length - MOST_NAMED;
    return [
      `  NO  could not be removed: ${visible(reason)}`,
      ...own.slice(0, MOST_NAMED).map(({ entry }) => `        ${visible(nameOf(entry))}`),
      ...(more > 0 ? [`        and ${more} more: see the journal`] : []),
    ];
  });
}
