import { toolDigest } from "../config/files/tool-digest.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { buildReport, type JudgedTarget } from "../judge/report/build-report.ts";
import type { Report, RunInfo } from "../model/report.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { redactReport } from "../run/campaign/redact-report.ts";
import type { RulesOfTargets } from "./last-reports.ts";
import type { Part } from "./plan-part.ts";
import type { ReportOptions } from "./report-options.ts";
import type { RunJournal } from "./run-journal.ts";
import type { RunOptions } from "./run-options.ts";

/** When a command began: as a date, and on the clock that only goes forward. */
export interface Begun {
  readonly startedAt: Date;
  readonly started: number;
}

export function begin(): Begun {
  return { startedAt: new Date(), started: performance.now() };
}

/** What a command that judges came to. */
export interface Judged extends Begun {
  readonly specs: Specs;
  readonly targets: readonly Target[];
  readonly options: RunOptions;
  readonly part: Part;
  readonly account: RunJournal;
  readonly tag: string;
  readonly seed: number;
  readonly complete: boolean;
  /** By target: which of the selected rules were to be judged of it; all when undefined. */
  readonly only?: RulesOfTargets | undefined;
  /** Why it was stopped early, where that was asked for. */
  readonly stopped?: string | undefined;
  readonly result: {
    readonly targets: readonly JudgedTarget[];
    readonly verdicts: readonly UnitVerdict[];
    readonly secrets: Parameters<typeof redactReport>[1];
  };
}

/** The report of a command that has ended, without secrets; no deviation is marked yet. */
export function reportOf(judged: Judged): Report {
  const { specs, targets, options, part, account, complete, result } = judged;
  const report = buildReport({
    version: toolVersion(),
    toolDigest: toolDigest(),
    run: {
      ...runInfo(judged),
      durationMs: Math.round(performance.now() - judged.started),
      complete,
      ...(judged.stopped === undefined ? {} : { stopped: judged.stopped }),
    },
    specs,
    selected: part.selected,
    elsewhere: part.elsewhere,
    least: leastOf(targets, options),
    targets: account.complete(result.targets).map((target) => {
      const only = judged.only?.get(target.name);
      return only === undefined ? target : { ...target, only: [...only] };
    }),
    verdicts: result.verdicts,
  });
  return redactReport(report, result.secrets);
}

/** What a report says of a command from its beginning on. */
export function runInfo({
  tag,
  seed,
  startedAt,
  part,
  options,
  account,
}: Pick<Judged, "tag" | "seed" | "startedAt" | "part" | "options" | "account">): Omit<
  RunInfo,
  "durationMs" | "complete"
> {
  return {
    id: tag,
    startedAt: startedAt.toISOString(),
    seed,
    ...part.info,
    ...(options.edition === undefined ? {} : { edition: options.edition }),
    command: ["assay", ...process.argv.slice(2)].join(" "),
    ...account.forReport(),
  };
}

/**
 * How much of all MUST rules a target has to be judged to, in percent: as the option says, else its entry, else
 * the file for all of them.
 */
export function leastOf(
  targets: readonly Target[],
  { minJudged, minJudgedElse }: Pick<ReportOptions, "minJudged" | "minJudgedElse">,
): (name: string) => number | undefined {
  const own = new Map(targets.map((target) => [target.name, target.minJudged]));
  return (name) => minJudged ?? own.get(name) ?? minJudgedElse;
}
