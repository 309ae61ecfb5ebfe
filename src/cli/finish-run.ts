import { dirname, join } from "node:path";
import {
  ALLURE_ENVIRONMENT,
  allureEnvironment,
} from "../../reporters/allure/allure-environment.ts";
import { ALLURE_FOLDER } from "../../reporters/format-files.ts";
import type { RenderOptions } from "../../reporters/render-options.ts";
import { againstSummary } from "../../reporters/summary/against-summary.ts";
import { outcomeSummary, summary } from "../../reporters/summary/summary.ts";
import { unjudgedSummary } from "../../reporters/summary/unjudged-summary.ts";
import { harmless } from "../../reporters/text/harmless.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { writeReports } from "../config/files/write-reports.ts";
import { newFailures } from "../judge/known/new-failures.ts";
import { newlyUnjudged } from "../judge/known/newly-unjudged.ts";
import { EXIT, exitCodeOf } from "../judge/report/exit-code.ts";
import type { Report } from "../model/report.ts";
import { inRepository } from "./in-repository.ts";
import type { Baseline } from "./read-baseline.ts";
import type { RunOptions } from "./run-options.ts";
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
  },
): Promise<number> {
  const formats = options.format.filter((format) => format !== "allure");
  const withAllure = formats.length < options.format.length;
  const { out, failOn } = options;
  const targetsFile = inRepository(options.targets ?? "targets.json", process.env);
  const { path: reportPath, problem } = await writeReports(report, out, formats, {
    failOn,
    ...(targetsFile === undefined ? {} : { targetsFile }),
  });
  const { quiet = false } = options;
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
  if (problem !== undefined) say(`error: ${problem}\n`);
  if (ended.interrupted) return EXIT.interrupted;
  const code = regressions.length > 0 ? EXIT.violated : exitCodeOf(report, failOn, isFresh);
  // Whoever waits for the reports would find none, or old ones.
  return problem !== undefined && code === EXIT.conforms ? EXIT.incomplete : code;
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
