import { fallsShort, isWhollyJudged } from "../src/model/how-judged.ts";
import { isKnownOpen } from "../src/model/is-excused.ts";
import type { Outcome, Report, RuleReport, TargetReport } from "../src/model/report.ts";
import { deviationsOf } from "./deviations-of.ts";
import { judgedByWords } from "./edition-words.ts";
import { judgedRatio, judgedWords, keptWords, nothingWords } from "./judged-words.ts";
import type { FailOn } from "./render-options.ts";
import { type Severity, severityOf } from "./severity.ts";
import { operationWords } from "./summary/operation-lines.ts";
import { count, thousands } from "./text/count.ts";

/** A sign for each outcome; it always stands beside the word. */
export const OUTCOME_MARK: Readonly<Record<Outcome, string>> = {
  conforms: "✔",
  holds: "✔",
  violates: "✘",
  incomplete: "?",
};

/** The outcome in words: `conforms, with 2 known deviations`, `conforms as far as it was judged`. */
export function outcomeWords(target: TargetReport): string {
  const { outcome, judged } = target;
  if (outcome !== "conforms") return outcome;
  const n = known(target);
  const reach = isWhollyJudged(judged) ? "" : " as far as it was judged";
  return `${outcome}${reach}${n > 0 ? `, with ${count(n, "known deviation")}` : ""}`;
}

/** The outcome where nothing stands beside it: `conforms (160/160)`. */
export function outcomeAlone(target: TargetReport): string {
  return `${outcomeWords(target)} (${judgedRatio(target.judged)} MUST rules judged)`;
}

/**
 * What decides the outcome, how many of how many MUST rules were judged, and what else to know, in one
 * line of our own words; the target's `reason` is not in it.
 */
export function outcomeLine(report: Report, target: TargetReport, failOn: FailOn = "must"): string {
  const severities = target.rules.map((rule) => ({ rule, severity: severityOf(rule, failOn) }));
  const having = (severity: Severity, holds: (rule: RuleReport) => boolean = () => true) =>
    severities.filter((each) => each.severity === severity && holds(each.rule)).length;
  const must = (rule: RuleReport) => rule.level === "MUST";
  const should = (rule: RuleReport) => rule.level !== "MUST";
  const parts = [
    phrase(having("violated", must), (n) => `${count(n, "MUST rule")} violated`),
    phrase(having("violated", should), (n) => `${count(n, "SHOULD rule")} violated`),
    phrase(deviationsOf(target, "stale").length, (n) => count(n, "stale deviation")),
    report.run.complete ? "" : incompleteWords(report),
    ...operationWords(target),
    judgedPart(target, having("known", must)),
    phrase(
      target.rules.filter((rule) => must(rule) && isKnownOpen(rule)).length,
      (n) => `${thousands(n)} not judged because of known failures`,
    ),
    shortPart(report, target),
    phrase(having("warning"), (n) => count(n, "warning")),
    target.outcome === "conforms" ? "" : phrase(known(target), (n) => count(n, "known deviation")),
    judgedByWords(report.run),
  ];
  return parts.filter(Boolean).join(", ");
}

function incompleteWords({ run: { stopped } }: Report): string {
  return stopped === undefined ? "the run did not complete" : `the run was stopped ${stopped}`;
}

function judgedPart({ outcome, judged, rules }: TargetReport, excused: number): string {
  switch (outcome) {
    case "conforms":
      return keptWords(judged, excused);
    case "holds":
      return [...otherLevels(rules), judgedWords(judged)].join("; ");
    case "violates":
    case "incomplete":
      return rules.length === 0 ? nothingWords(judged) : judgedWords(judged);
    default:
      return outcome satisfies never;
  }
}

/** Of a shard nobody asks how many were judged. */
function shortPart({ run }: Report, { judged }: TargetReport): string {
  const { least = 0 } = judged;
  return run.shard === null && fallsShort(judged)
    ? `fewer than the ${least}% that were asked for`
    : "";
}

/** `12 of 12 SHOULD rules hold`, and how many MAY rules were observed. */
function otherLevels(rules: readonly RuleReport[]): readonly string[] {
  const should = rules.filter(
    ({ level, verdict }) => level === "SHOULD" && (verdict === "pass" || verdict === "fail"),
  );
  const holding = should.filter(({ verdict }) => verdict === "pass").length;
  const seen = rules.filter(({ verdict }) => verdict === "observed").length;
  return [
    phrase(should.length, (n) => `${thousands(holding)} of ${count(n, "SHOULD rule")} hold`),
    phrase(seen, (n) => `${count(n, "MAY rule")} observed`),
  ].filter(Boolean);
}

function known({ rules }: TargetReport): number {
  return rules.filter((rule) => severityOf(rule) === "known").length;
}

function phrase(n: number, words: (n: number) => string): string {
  return n > 0 ? words(n) : "";
}
