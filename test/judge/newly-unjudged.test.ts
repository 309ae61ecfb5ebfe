import { expect, test } from "vitest";
import { newlyUnjudged } from "../../src/judge/known/newly-unjudged.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

function report(rules: readonly RuleReport[], digest = "a"): Report {
  const { specs, ...rest } = reportOf([targetOf("acme", "conforms", rules)]);
  return { ...rest, specs: { ...specs, digest: `sha256:${digest.repeat(64)}` } };
}

const judged = (older: Report, newer: Report): readonly string[] =>
  newlyUnjudged(newer, older).map(({ rule }) => rule.split(".").at(-1) ?? "");

test.each(["a", "b"])("a rule that was judged and is left out is told, by rule files %s", (by) => {
  const older = report([
    ruleOf("kept"),
    ruleOf("left"),
    ruleOf("open", { verdict: "inconclusive" }),
  ]);
  expect(judged(older, report([ruleOf("kept")], by))).toEqual(["left"]);
});

test("what only observed binds nobody", () => {
  const older = report([ruleOf("kept"), ruleOf("seen", { level: "MAY", verdict: "observed" })]);
  expect(judged(older, report([ruleOf("kept")], "b"))).toEqual([]);
});
