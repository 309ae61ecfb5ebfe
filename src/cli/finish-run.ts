import { dirname, join } from "node:path";
import {
  ALLURE_ENVIRONMENT,
  allureEnvironment,
} from "../../reporters/allure/allure-environment.ts";
import { ALLURE_FOLDER } from "../../reporters/format-files.ts";
import { FORMATS } from "../../reporters/registry.ts";
import type { RenderOptions } from "../../reporters/render-options.ts";
import { againstSummary } from "../../reporters/summary/against-summary.ts";
import { outcomeSummary, summary } from "../../reporters/summary/summary.ts";
import { unjudgedSummary } from "../../reporters/summary/unjudged-summary.ts";
import { harmless } from "../../reporters/text/harmless.ts";
import { visible } from "../../reporters/text/visible.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { writeReports } from "../config/files/write-reports.ts";
import { newFailures } from "../judge/known/new-failures.ts";
import { newlyUnjudged } from "../judge/known/newly-unjudged.ts";
import { EXIT, exitCodeOf } from "../judge/report/exit-code.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { Sign } from "../sign/signing-key.ts";
import { inRepository } from "./in-repository.ts";
import type { Baseline } from "./read-baseline.ts";
import type { RunOptions } from "./run-options.ts";
import { removeSignature, signFile } from "./sign-report.ts";
import { colored, printCommands, say, terminalWidth } from "./terminal.ts";
import { workflowLog } from "./workflow-log.ts";

/** Writes the reports, says what came out, and gives the exit code. */
export async function finishRun(
  report: Report,
  options: Pick<
    RunOptions,
    "format" | "out" | "failOn" | "allowUnjudged" | "verbose" | "quiet" | "color" | "targets"
  >,
  ended: {
    readonly interrupted: boolean;
    readonly errors: readonly string[];
    /** What this machine refused, so that not everything was judged. */
    readonly refused?: readonly string[];
    readonly baseline: Baseline | undefined;
    /** Signs the report. */
    readonly sign?: Sign | undefined;
  },
): Promise<number> {
  const formats = options.format.filter((format) => format !== "allure");
  const withAllure = formats.length < options.format.length;
  const { out, failOn } = options;
  const targetsFile = inRepository(options.targets ?? "targets.json", process.env);
  // A signature is of one report, and of no later one.
  removeSignature(join(out, FORMATS.json.file));
  const { path: reportPath, problem } = await writeReports(report, out, formats, {
    failOn,
    ...(targetsFile === undefined ? {} : { targetsFile }),
  });
  const { quiet = false } = options;
  const unsigned = ended.sign && sign(reportPath, ended.sign, quiet);
  const said = (quiet ? outcomeSummary : summary)(report, {
    color: colored(options),
    width: terminalWidth(),
    reportPath,
    verbose: options.verbose ?? false,
    failOn,
  });
  const { baseline } = ended;
  const against = baseline && newFailures(report, baseline.report);
  const compared =
    baseline && against
      ? againstSummary(against, {
          color: colored(options),
          width: terminalWidth(),
          path: baseline.path,
          verbose: options.verbose ?? false,
          severalTargets: report.targets.length > 1,
        })
      : "";
  const lost = baseline ? newlyUnjudged(report, baseline.report) : [];
  const unjudged =
    baseline && lost.length > 0
      ? unjudgedSummary(lost, {
          color: colored(options),
          width: terminalWidth(),
          path: baseline.path,
          verbose: options.verbose ?? false,
          counts: countsUnjudged(options),
        })
      : "";
  const isFresh = (target: string, rule: string): boolean =>
    against?.fresh.some((failing) => failing.target === target && failing.rule === rule) ?? true;
  const regressions = countsUnjudged(options) ? lost : [];
  const told = { ...options, isFresh, reportPath, unjudged: regressions };
  const colors = colored(options);
  const log = workflowLog(
    harmless(quiet ? said : `${said}${compared}${unjudged}`, { colors }),
    report,
    told,
    process.env,
  );
  printCommands(log, { colors });
  if (withAllure) writeAllureEnvironment(report, dirname(reportPath), { failOn });
  for (const refusal of ended.refused ?? []) say(`error: this machine refused: ${refusal}\n`);
  for (const error of ended.errors) say(`internal error: ${error}\n`);
  if (ended.errors.length > 0) return EXIT.internal;
  for (const one of [problem, unsigned]) if (one !== undefined) say(`error: ${one}\n`);
  if (ended.interrupted) return EXIT.interrupted;
  const code = regressions.length > 0 ? EXIT.violated : exitCodeOf(report, failOn, isFresh);
  // Whoever waits for the reports would find none, or old ones.
  const isWritten = problem === undefined && unsigned === undefined;
  return !isWritten && code === EXIT.conforms ? EXIT.incomplete : code;
}

/** @returns why the report is not signed, where its folder does not take the signature */
function sign(reportPath: string, by: Sign, quiet: boolean): string | undefined {
  try {
    const path = signFile(reportPath, by);
    if (!quiet) say(`signed: ${visible(path)}\n`);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Whether a rule that is not judged any more makes the exit code 1. */
function countsUnjudged({
  failOn,
  allowUnjudged = false,
}: Pick<RunOptions, "failOn" | "allowUnjudged">): boolean {
  return failOn === "new" && !allowUnjudged;
}

/** The results themselves Vitest wrote while the suites ran. */
function writeAllureEnvironment(report: Report, out: string, options: RenderOptions): void {
  const text = allureEnvironment(report, options);
  writeFolder(join(out, ALLURE_FOLDER), { [ALLURE_ENVIRONMENT]: text });
}
