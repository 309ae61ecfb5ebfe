import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { visible } from "../../reporters/text/visible.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { digestOfReport } from "../judge/report/seal-report.ts";
import { UsageError } from "../model/errors.ts";
import type { Failure } from "../model/failure.ts";
import type { Report, RuleReport } from "../model/report.ts";
import { replayFailure } from "../run/campaign/replay-failure.ts";
import type { CaseResult } from "../run/case/trace.ts";
import { appendJournal } from "../run/cleanup/journal.ts";
import { newTag, openTarget } from "../run/target/open-target.ts";
import { startTarget } from "../run/target/start-target.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import { collect } from "./filter-options.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { loadSelectedTargets, type TargetOptions } from "./load-selected-targets.ts";
import { refuseNamedCode } from "./named-by-file.ts";
import { wholeNumber } from "./number-option.ts";
import { asCurrent, readWrittenReport, type WrittenReport } from "./read-report.ts";
import { replayWords } from "./replay-words.ts";
import { replayedWords } from "./replayed-words.ts";
import { type ReportSpecs, ruleIsGone, specsOfReport } from "./report-specs.ts";
import { type ReportTargets, targetsOfReport } from "./report-targets.ts";
import { keepRunJournal } from "./run-journal.ts";
import { print, say, terminalWidth } from "./terminal.ts";

interface ReplayOptions extends Omit<TargetOptions, "target"> {
  readonly target?: string;
  readonly specs?: readonly string[];
  readonly times: number;
  readonly unverified?: boolean;
}

interface Found {
  /** Of the report. */
  readonly path: string;
  readonly targetsFile: ReportTargets;
  readonly reportSpecs: ReportSpecs;
  readonly target: string;
  readonly rule: RuleReport;
  readonly failure: Failure;
}

/** `assay replay REPORT FAILURE-ID`: sends one recorded failure again and says whether it still fails. */
export function replayCommand(): Command {
  return new Command("replay")
    .description("send one recorded failure again, step by step, and say whether it still fails")
    .argument("<report>", "a report.json")
    .argument("<failure>", "the id of the failure")
    .option("-t, --target <name>", "a target other than that of the report")
    .option("--targets <file>", "the targets file (default: that of the report)")
    .addOption(
      new Option("--specs <dir>", "further rule files (default: those of the report)").argParser(
        collect,
      ),
    )
    .addOption(new Option("--times <n>", "how many times").argParser(wholeNumber(1)).default(1))
    .option("--unverified", "also a report that was changed since it was written, or has no digest")
    .option("--i-may-test-this-target", "I may test this target, which is not on this machine")
    .action(async (report: string, id: string, options: ReplayOptions) => {
      const written = await readWrittenReport(report);
      if (!options.unverified) refuseChanged(report, written);
      const found = findFailure(report, asCurrent(written), { id, target: options.target });
      process.exitCode = await replay(found, options);
    });
}

async function replay(found: Found, options: ReplayOptions): Promise<number> {
  const { there, gone } = found.reportSpecs;
  const folders = options.specs ?? there;
  const by = `the report "${found.path}"`;
  if (!options.specs) refuseNamedCode({ by, folders: there });
  const { specs, rules, vocabulary } = await loadWrittenRules({
    specs: folders,
    ...(options.targets === undefined ? {} : { targets: options.targets }),
  });
  const rule = rules.find(({ id }) => id === found.rule.id);
  if (!rule && !options.specs && gone.length > 0) throw ruleIsGone(found.rule.id, { gone });
  const { target: name = found.target, ...others } = options;
  const { file, note } = options.targets ? { file: options.targets } : found.targetsFile;
  if (note !== undefined) say(`note: ${visible(note)}\n`);
  const [target] = loadSelectedTargets(
    { ...others, ...(file === undefined ? {} : { targets: file }), target: [name] },
    specs,
  );
  if (!target) throw new Error("a target that was selected is there");
  if (!options.targets && file) refuseNamedCode({ by, targets: { file, of: [target] } });
  const tag = newTag();
  exitOnInterrupt();
  const account = keepRunJournal({
    tag,
    targets: [target],
    targetsFile: file,
    specs,
    out: tmpdir(),
  });
  const journal = appendJournal(account.journal);
  const started = await startTarget(target, specs.services, { journal });
  try {
    const open = await openTarget({
      target: started.target,
      operations: specs.operations,
      services: specs.services,
      adapters: vocabulary.adapters,
      seed: 0,
      tag,
      journal,
    });
    try {
      print(
        open.secrets.redact(
          replayWords(found, started.target, {
            targets: resolve(file ?? "targets.json"),
            specs: folders.map((folder) => resolve(folder)),
          }),
        ),
      );
      const verdicts: CaseResult["verdict"][] = [];
      for (let time = 1; time <= options.times; time++) {
        const result = await replayFailure({
          open,
          rule,
          service: found.rule.service,
          failure: found.failure,
          vocabulary,
        });
        if (!result) throw ruleIsGone(found.rule.id, { gone: [] });
        refuseForbidden(open.forbidden, target.name);
        verdicts.push(result.verdict);
        const told = { rule: found.rule.id, open, isFirst: time === 1, width: terminalWidth() };
        print(open.secrets.redact(replayedWords(result, told)));
      }
      return outcome(verdicts);
    } finally {
      await open.close();
    }
  } finally {
    await started.stop();
    journal.flush();
    account.close();
  }
}

/** A step that the target does not permit was not sent: what a report says is no permission. */
function refuseForbidden([first]: readonly string[], name: string): void {
  if (first === undefined) return;
  const hint = `what a report says is no permission: "safety" and the writable folder of "${name}" in the targets file decide; replay it on a target that permits it (--target)`;
  throw new UsageError("replay-forbidden", [{ message: first, hint }]);
}

/**
 * Sees that a report is as it was written, unless whoever replays it says that it need not be.
 *
 * @throws UsageError `report-changed`
 */
function refuseChanged(path: string, report: WrittenReport): void {
  const digest = digestOfReport(report);
  if (report.digest === digest) return;
  const message =
    report.digest === undefined
      ? `the report "${path}" has no digest: nobody can tell whether its steps are those of a run`
      : `the report "${path}" was changed since it was written: its digest is ${report.digest}, its content has ${digest}`;
  const hint = "look at its steps, and replay it with --unverified if you want them sent";
  throw new UsageError("report-changed", [{ message, hint }]);
}

function outcome(verdicts: readonly CaseResult["verdict"][]): number {
  if (verdicts.includes("violated")) return EXIT.violated;
  return verdicts.every((verdict) => verdict === "held") ? EXIT.conforms : EXIT.incomplete;
}

function findFailure(
  path: string,
  report: Report,
  { id, target }: { readonly id: string; readonly target?: string | undefined },
): Found {
  const targetsFile = targetsOfReport(path, report);
  const reportSpecs = specsOfReport(path, report);
  const all = report.targets.flatMap(({ name, rules }) =>
    rules.flatMap((rule) =>
      rule.failures.map((failure) => ({
        path,
        targetsFile,
        reportSpecs,
        target: name,
        rule,
        failure,
      })),
    ),
  );
  // Targets may fail in the same way: the one that is asked about has its own record.
  const same = all.filter(({ failure }) => failure.id === id);
  const found = same.find((one) => one.target === target) ?? same[0];
  if (found) return found;
  const ids = all.map(({ failure }) => failure.id);
  const guess = didYouMean(id, ids);
  const hint = guess ? `did you mean "${guess}"?` : `it has: ${ids.join(", ") || "no failures"}`;
  throw new UsageError("failure-unknown", [{ message: `the report has no failure "${id}"`, hint }]);
}
