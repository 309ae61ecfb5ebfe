import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../src/judge/report/exit-code.ts";
import type { Level } from "../../src/model/level.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

function reportWith(...rules: readonly (readonly [Level, VerdictKind])[]) {
  const all = rules.map(([level, verdict], index) => ruleOf(`rule-${index}`, { level, verdict }));
  return reportOf([targetOf("acme", "conforms", all)]);
}

test("what is not offered, or answers though declared absent, leaves a run incomplete", () => {
  const operation = { service: "inforouter", name: "LogOut" };
  const withOperations = (verdict: VerdictKind) => {
    const report = reportWith(["MUST", verdict]);
    const operations = { notOffered: [operation], contradicted: [] };
    return { ...report, targets: report.targets.map((target) => ({ ...target, operations })) };
  };
  expect(exitCodeOf(withOperations("pass"), "must")).toBe(3);
  expect(exitCodeOf(withOperations("pass"), "never")).toBe(3);
  expect(exitCodeOf(withOperations("fail"), "must")).toBe(1);
});

describe("the exit code", () => {
  test.each([
    [
      "everything holds",
      [
        ["MUST", "pass"],
        ["SHOULD", "pass"],
        ["MAY", "observed"],
      ],
      "must",
      0,
    ],
    [
      "a MUST rule is violated",
      [
        ["MUST", "fail"],
        ["MUST", "pass"],
      ],
      "must",
      1,
    ],
    [
      "a violation outweighs what could not be judged",
      [
        ["MUST", "fail"],
        ["MUST", "inconclusive"],
      ],
      "must",
      1,
    ],
    [
      "a SHOULD rule is violated",
      [
        ["MUST", "pass"],
        ["SHOULD", "fail"],
      ],
      "must",
      0,
    ],
    [
      "a SHOULD rule is violated, and that counts",
      [
        ["MUST", "pass"],
        ["SHOULD", "fail"],
      ],
      "should",
      1,
    ],
    [
      "a MUST rule could not be judged",
      [
        ["MUST", "pass"],
        ["MUST", "inconclusive"],
      ],
      "must",
      3,
    ],
    [
      "a SHOULD rule could not be judged",
      [
        ["MUST", "pass"],
        ["SHOULD", "inconclusive"],
      ],
      "must",
      0,
    ],
    ["nothing applies", [["MUST", "not-applicable"]], "must", 3],
    [
      "no MUST rule applies",
      [
        ["MUST", "not-applicable"],
        ["SHOULD", "pass"],
      ],
      "must",
      3,
    ],
    ["only SHOULD rules were selected", [["SHOULD", "pass"]], "must", 0],
    ["only MAY rules were selected", [["MAY", "observed"]], "must", 0],
    ["nothing was selected", [], "must", 3],
    ["violations never count", [["MUST", "fail"]], "never", 0],
  ] as const)("%s", (_, rules, failOn, code) => {
    expect(exitCodeOf(reportWith(...rules), failOn)).toBe(code);
  });
});

describe("of several targets", () => {
  const holds = targetOf("a", "conforms", [ruleOf("x"), ruleOf("y", { level: "MAY" })]);
  const fails = targetOf("b", "violates", [ruleOf("x", { verdict: "fail" })]);
  const open = targetOf("c", "incomplete", [ruleOf("x", { verdict: "inconclusive" })]);
  const idle = targetOf("d", "incomplete", [ruleOf("x", { verdict: "not-applicable" })]);

  test.each([
    ["one violates", [holds, fails], 1],
    ["one could not be judged", [holds, open], 3],
    ["nothing of one could be judged", [holds, idle], 3],
    ["one violates and one could not be judged", [open, fails, holds], 1],
    ["there is none", [], 3],
  ] as const)("where %s", (_, targets, code) => {
    expect(exitCodeOf(reportOf(targets), "must")).toBe(code);
  });

  test("a run that was ended early is incomplete, unless it found a violation", () => {
    expect(exitCodeOf(reportOf([holds], { complete: false }), "must")).toBe(3);
    expect(exitCodeOf(reportOf([fails], { complete: false }), "must")).toBe(1);
    expect(exitCodeOf(reportOf([fails], { complete: false }), "never")).toBe(3);
  });

  test("with `new` only what is new counts, whatever its level", () => {
    const should = ruleOf("z", { level: "SHOULD", verdict: "fail" });
    const report = reportOf([
      targetOf("b", "violates", [ruleOf("x", { verdict: "fail" }), should]),
    ]);
    const isNew = (wanted: string) => (_: string, rule: string) => rule.endsWith(wanted);
    expect(exitCodeOf(report, "new", isNew(".z"))).toBe(1);
    expect(exitCodeOf(report, "new", isNew(".other"))).toBe(0);
    expect(exitCodeOf(report, "new")).toBe(1);
  });

  test("operations slower than the target's limit count as a SHOULD", () => {
    const timing = { service: "s", operation: "O", binding: "get", requests: 20 };
    const of = (p95Ms: number) => {
      const timings = [{ ...timing, medianMs: 1, p95Ms, worstMs: 900, limitMs: 500 }];
      return reportOf([{ ...holds, timings }]);
    };
    expect(exitCodeOf(of(600), "should")).toBe(1);
    expect(exitCodeOf(of(600), "must")).toBe(0);
    expect(exitCodeOf(of(400), "should")).toBe(0);
  });

  test("a shard in which nothing was judged is incomplete, too", () => {
    expect(exitCodeOf(reportOf([idle], { shard: "1/4" }), "must")).toBe(3);
    expect(exitCodeOf(reportOf([open], { shard: "1/4" }), "must")).toBe(3);
  });

  test("fewer judged rules than were asked for are incomplete, but not in a shard", () => {
    const judged = { must: 1, applicable: 1, all: 20, unselected: 19, least: 95 };
    const short = targetOf("e", "incomplete", [ruleOf("x")], { judged });
    expect(exitCodeOf(reportOf([short]), "must")).toBe(3);
    expect(exitCodeOf(reportOf([short]), "never")).toBe(3);
    expect(exitCodeOf(reportOf([short], { shard: "1/4" }), "must")).toBe(0);
    expect(exitCodeOf(reportOf([short, fails]), "must")).toBe(1);
  });
});
