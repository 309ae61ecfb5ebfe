import type { Outcome, Report, RuleReport, TargetReport } from "../src/model/report.ts";
import type { FailOn } from "./render-options.ts";
import { type Standing, standingOf } from "./standing.ts";
import { count, thousands } from "./text/count.ts";

/** A sign for each outcome; it always stands beside the word. */
export const OUTCOME_MARK: Readonly<Record<Outcome, string>> = {
  conforms: "✔",
  violates: "✘",
  incomplete: "?",
};

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
    phrase(having("stale"), (n) => count(n, "stale deviation")),
    phrase(having("inconclusive", must), (n) => `${count(n, "MUST rule")} not judged`),
    phrase(target.rules.length === 0 ? 1 : 0, () => "nothing was judged"),
    target.outcome === "conforms" ? holding(having("pass", must)) : "",
    phrase(having("warning"), (n) => count(n, "warning")),
    phrase(having("known"), (n) => count(n, "known deviation")),
    report.run.complete ? "" : "the run did not complete",
  ];
  return parts.filter(Boolean).join(", ");
}

function holding(n: number): string {
  return n === 1 ? "the one judged MUST rule holds" : `all ${thousands(n)} judged MUST rules hold`;
}

function phrase(n: number, words: (n: number) => string): string {
  return n > 0 ? words(n) : "";
}
