import type { Invocation, Notification, Result, Run } from "sarif";
import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { type JudgedUnit, judgedUnits } from "../judged-units.ts";
import { judgedWords } from "../judged-words.ts";
import type { RenderOptions } from "../render-options.ts";
import { staleOnBinding } from "../stale-on-binding.ts";
import { count } from "../text/count.ts";
import { visible } from "../text/visible.ts";
import { unjudged, unjudgedSentence, unjudgedWords } from "../unjudged.ts";
import { whyIncomplete } from "../why-incomplete.ts";
import { resultsWithin } from "./sarif-limits.ts";
import { sarifMessage } from "./sarif-message.ts";
import { sarifResults } from "./sarif-result.ts";
import { sarifLocations, sarifRule } from "./sarif-rule.ts";

/**
 * One target as a SARIF run. Failures are results; what could not be judged is a notification, since a
 * result would be an alert about a server that nothing is known of; stale deviations are notifications
 * about the configuration. So are results and other targets that there is no room for.
 */
export function sarifRun(
  report: Report,
  target: TargetReport,
  otherTargets: readonly TargetReport[],
  options: RenderOptions,
): Run {
  const { tool, run, specs } = report;
  const { failOn = "must", targetsFile } = options;
  const indexes = new Map(target.rules.map((rule, index) => [rule.id, index]));
  const units = judgedUnits(target, failOn);
  const results = units.flatMap((unit): readonly Result[] =>
    unit.verdict === "fail"
      ? sarifResults(unit, target, indexes.get(unit.rule.id) ?? -1, { failOn, targetsFile })
      : [],
  );
  const kept = resultsWithin(results);
  const noRoom = [
    ...(kept.length < results.length
      ? [`${count(results.length - kept.length, "result")} left out: code scanning takes no more`]
      : []),
    ...(otherTargets.length > 0
      ? [
          `not in this file: ${otherTargets.map(({ name }) => name).join(", ")}; code scanning takes no more targets`,
        ]
      : []),
  ];
  return {
    tool: {
      driver: {
        name: tool.name,
        version: visible(tool.version),
        rules: target.rules.map((rule) => sarifRule(rule, target, failOn)),
      },
    },
    // The part before the last slash is the category by which GitHub tells several runs apart.
    automationDetails: { id: visible(`assay/${target.name}/${run.id}`) },
    invocations: [invocationOf(report, target, { units, indexes, noRoom, targetsFile })],
    results: [...kept],
    properties: {
      target: visible(target.name),
      outcome: target.outcome,
      judged: target.judged,
      notJudged: unjudged(target).map((group) => visible(unjudgedWords(group))),
      ...(target.editions ? { editions: target.editions } : {}),
      complete: run.complete,
      seed: run.seed,
      specsDigest: visible(specs.digest),
      ...(report.digest === undefined ? {} : { reportDigest: visible(report.digest) }),
    },
  };
}

function invocationOf(
  report: Report,
  target: TargetReport,
  about: {
    readonly units: readonly JudgedUnit[];
    /** The places of the rules in the list of the driver. */
    readonly indexes: ReadonlyMap<string, number>;
    /** What is left out, in words. */
    readonly noRoom: readonly string[];
    readonly targetsFile: string | undefined;
  },
): Invocation {
  const { units, indexes, noRoom, targetsFile } = about;
  const { run } = report;
  const why = whyIncomplete(report, target);
  const started = Date.parse(run.startedAt);
  const times = Number.isNaN(started)
    ? {}
    : {
        startTimeUtc: new Date(started).toISOString(),
        endTimeUtc: new Date(started + run.durationMs).toISOString(),
      };
  const notify = (unit: JudgedUnit, level: Notification["level"], text: string): Notification => ({
    level: level ?? "warning",
    message: sarifMessage(text),
    associatedRule: { id: unit.rule.id, index: indexes.get(unit.rule.id) ?? -1 },
    locations: sarifLocations(unit.rule, target, unit.binding, targetsFile),
  });
  const having = (severity: JudgedUnit["severity"]) =>
    units.filter((unit) => unit.severity === severity);
  return {
    commandLine: visible(run.command),
    executionSuccessful: why === null,
    ...times,
    toolExecutionNotifications: [
      ...(why === null
        ? []
        : [{ level: "error" as const, message: sarifMessage(`${target.name}: ${why}`) }]),
      ...(isWhollyJudged(target.judged) ? [] : [hollow(target)]),
      ...noRoom.map((text): Notification => ({ level: "warning", message: sarifMessage(text) })),
      ...having("inconclusive").map((unit) =>
        notify(unit, "warning", `could not be judged: ${unit.reason ?? "no reason recorded"}`),
      ),
    ],
    toolConfigurationNotifications: [
      ...having("stale").map((unit) =>
        notify(unit, "error", "stale deviation: the rule passes, remove its entry"),
      ),
      ...staleOnBinding(target).map(
        ({ name, message }): Notification => ({
          level: "error",
          message: sarifMessage(`${name}: ${message}`),
        }),
      ),
    ],
  };
}

/** What of the MUST rules the results say nothing about. */
function hollow(target: TargetReport): Notification {
  const parts = [judgedWords(target.judged), unjudgedSentence(target)].filter(Boolean);
  return { level: "note", message: sarifMessage(`${target.name}: ${parts.join("; ")}`) };
}
