import type { Outcome, Report, RuleReport, TargetReport } from "../src/model/report.ts";
import { deviationsOf } from "./deviations-of.ts";
import { operationWords } from "./operation-lines.ts";
import type { FailOn } from "./render-options.ts";
import { type Standing, standingOf } from "./standing.ts";
import { count, thousands } from "./text/count.ts";

/** A sign for each outcome; it always stands beside the word. */
export const OUTCOME_MARK: Readonly<Record<Outcome, string>> = {
  conforms: "✔",
  violates: "✘",
  incomplete: "?",
};

/** The outcome in words: `conforms, with 2 known deviations`. */
export function outcomeWords(target: TargetReport): string {
  const n = target.outcome === "conforms" ? known(target) : 0;
  return n > 0 ? `${target.outcome}, with ${count(n, "known deviation")}` : target.outcome;
}

/** What decides the outcome, and what else to know, in one line of our own words; the target's `reason` is not in it. */
export function outcomeLine(report: Report, target: TargetReport, failOn: FailOn = "must"): string {
  const standings = target.rules.map((rule) => ({ rule, standing: standingOf(rule, failOn) }));
  const having = (standing: Standing, holds: (rule: RuleReport) => boolean = () => true) =>
    standings.filter((each) => each.standing === standing && holds(each.rule)).length;
  const must = (rule: RuleReport) => rule.level === "MUST";
  const should = (rule: RuleReport) => rule.level !== "MUST";
  const parts = [
    phrase(having("violated", must), (n) => `${count(n, "MUST rule")} violated`),
    phrase(having("violated", should), (n) => `${count(n, "SHOULD rule")} violated`),
    phrase(deviationsOf(target, "stale").length, (n) => count(n, "stale deviation")),
    phrase(having("inconclusive", must), (n) => `${count(n, "MUST rule")} not judged`),
    ...operationWords(target),
    phrase(target.rules.length === 0 ? 1 : 0, () => "nothing was judged"),
    target.outcome === "conforms" && target.rules.length > 0
      ? holding(having("pass", must) + having("stale", must), having("known", must))
      : "",
    phrase(having("warning"), (n) => count(n, "warning")),
    target.outcome === "conforms" ? "" : phrase(known(target), (n) => count(n, "known deviation")),
    report.run.complete ? "" : "the run did not complete",
  ];
  return parts.filter(Boolean).join(", ");
}

function holding(n: number, others: number): string {
  if (others > 0 && n === 0) return "no other MUST rule was judged";
  if (others > 0 && n === 1) return "the other judged MUST rule holds";
  if (others > 0) return `the other ${thousands(n)} judged MUST rules hold`;
  return n === 1 ? "the one judged MUST rule holds" : `all ${thousands(n)} judged MUST rules hold`;
}

function known({ rules }: TargetReport): number {
  return rules.filter((rule) => standingOf(rule) === "known").length;
}

function phrase(n: number, words: (n: number) => string): string {
  return n > 0 ? words(n) : "";
}
