import { describe, expect, test } from "vitest";
import { historyOf } from "../../src/history/history-of.ts";
import { keepRun } from "../../src/history/keep-run.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { instantOf } from "./twenty-days.ts";

/** A run of one rule, a day after the other. */
function runsOf(rules: readonly Partial<RuleReport>[], change = (report: Report) => report) {
  return historyOf(
    rules.map((rule, day) => {
      const made = rule.id === "none" ? [] : [ruleOf("a", rule)];
      const run = { startedAt: instantOf(day) };
      return keepRun(change(reportOf([targetOf("acme", "conforms", made)], run)));
    }),
  ).targets[0]?.troubled[0];
}

const PASS: Partial<RuleReport> = {};
const FAIL: Partial<RuleReport> = { verdict: "fail", failures: [failureOf("get")] };
const OPEN: Partial<RuleReport> = { verdict: "inconclusive" };
const ABSENT: Partial<RuleReport> = { id: "none" };
const FLAKY: Partial<RuleReport> = { verdict: "inconclusive", flaky: ["get"] };
const KNOWN: Partial<RuleReport> = { ...FAIL, known: { reason: "they know" } };

describe("a rule", () => {
  test("that could not be judged, or was left out, neither breaks nor is mended", () => {
    expect(runsOf([PASS, OPEN, FAIL, ABSENT, OPEN, FAIL, OPEN, PASS])?.breaks).toMatchObject([
      { held: 0, firstBad: 2, lastBad: 5, mended: 7 },
    ]);
    expect(runsOf([OPEN, FAIL, OPEN])?.breaks).toMatchObject([
      { held: null, firstBad: 1, lastBad: 1, mended: null },
    ]);
  });

  test("that never fails is not told, however often it is open", () => {
    expect(runsOf([PASS, OPEN, ABSENT, PASS])).toBeUndefined();
  });

  test("is flaky when it broke more than once, or failed now and then within a run", () => {
    expect(runsOf([FAIL, PASS])?.isFlaky).toBe(false);
    expect(runsOf([FAIL, PASS, FAIL])?.isFlaky).toBe(true);
    expect(runsOf([PASS, FLAKY, PASS])).toMatchObject({ isFlaky: true, flakyRuns: 1, breaks: [] });
  });

  test("that is known to fail is broken, and it is told that it is known", () => {
    expect(runsOf([PASS, FAIL, KNOWN])?.breaks).toMatchObject([{ firstBad: 1, isKnown: true }]);
    expect(runsOf([PASS, FAIL, KNOWN])?.standings).toEqual(["pass", "violated", "known"]);
  });

  test("breaks with what else changed since it held", () => {
    let n = 0;
    const specs = () => ({ digest: `sha256:${String(++n).repeat(64)}`, rules: 1, statements: 1 });
    const changed = runsOf([PASS, FAIL], (report) => ({ ...report, specs: specs() }));
    expect(changed?.breaks).toMatchObject([{ alsoChanged: ["rules"] }]);
    const other = runsOf([PASS, FAIL], (report) => ({
      ...report,
      run: { ...report.run, ...(n++ % 2 ? { edition: "9.0" } : {}) },
      tool: { name: "assay", version: `1.0.${n}` },
    }));
    expect(other?.breaks).toMatchObject([{ alsoChanged: ["tool", "edition"] }]);
  });
});
