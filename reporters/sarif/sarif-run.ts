import type { Invocation, Notification, Result, Run } from "sarif";
import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { type JudgedUnit, judgedUnits } from "../judged-units.ts";
import { judgedWords } from "../judged-words.ts";
import type { FailOn } from "../render-options.ts";
import { staleOnBinding } from "../stale-on-binding.ts";
import { visible } from "../text/visible.ts";
import { unjudged, unjudgedSentence, unjudgedWords } from "../unjudged.ts";
import { whyIncomplete } from "../why-incomplete.ts";
import { sarifMessage } from "./sarif-message.ts";
import { sarifResults } from "./sarif-result.ts";
import { sarifLocations, sarifRule } from "./sarif-rule.ts";

/**
 * One target as a SARIF run. Failures are results; what could not be judged is a notification, since a
 * result would be an alert about a server that nothing is known of; stale deviations are notifications
 * about the configuration.
 */
export function sarifRun(report: Report, target: TargetReport, failOn: FailOn): Run {
  const { tool, run, specs } = report;
  const indexes = new Map(target.rules.map((rule, index) => [rule.id, index]));
  const units = judgedUnits(target, failOn);
  const results = units.flatMap((unit): readonly Result[] =>
    unit.verdict === "fail"
      ? sarifResults(unit, target, indexes.get(unit.rule.id) ?? -1, failOn)
      : [],
  );
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
    invocations: [invocationOf(report, target, units, indexes)],
    results: [...results],
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
  units: readonly JudgedUnit[],
  indexes: ReadonlyMap<string, number>,
): Invocation {
  const { run } = report;
  const why = whyIncomplete(report, target);
  const started = Date.parse(run.startedAt);
  const times = Number.isNaN(started)
    ? {}
    : {
        startTimeUtc: new Date(started).toISOString(),
        endTimeUtc: new Date(started + run.durationMs).toISOString(),
      };
  const about = (unit: JudgedUnit, level: Notification["level"], text: string): Notification => ({
    level: level ?? "warning",
    message: sarifMessage(text),
    associatedRule: { id: unit.rule.id, index: indexes.get(unit.rule.id) ?? -1 },
    locations: sarifLocations(unit.rule, target, unit.binding),
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
      ...having("inconclusive").map((unit) =>
        about(unit, "warning", `could not be judged: ${unit.reason ?? "no reason recorded"}`),
      ),
    ],
    toolConfigurationNotifications: [
      ...having("stale").map((unit) =>
        about(unit, "error", "stale deviation: the rule passes, remove its entry"),
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
