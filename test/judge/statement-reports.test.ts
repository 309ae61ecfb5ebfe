import { expect, test } from "vitest";
import { statementVerdict } from "../../src/judge/report/statement-reports.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { failureOf, ruleOf } from "../reporters/fixtures/report-of.ts";

const of = (...rules: readonly RuleReport[]) => statementVerdict("DUH-02", rules);
const BOTH = { statements: ["DUH-01", "DUH-02"] };

function failed(broken: readonly string[], rest: Partial<RuleReport> = {}): RuleReport {
  const failures = [failureOf("get", { statements: broken })];
  return ruleOf("a", { ...BOTH, verdict: "fail", failures, ...rest });
}

test("a statement fails where a failure names it, and holds where another one of the rule does", () => {
  expect(of(failed(["DUH-02"]))).toEqual({ verdict: "fail" });
  expect(of(failed(["DUH-01"]))).toEqual({ verdict: "pass" });
});

test("what no rule judged anything about is inconclusive, and the reason names the rule", () => {
  const idle = ruleOf("a", { ...BOTH, exercised: ["DUH-01"] });
  expect(of(idle)).toEqual({
    verdict: "inconclusive",
    reason: "inforouter.delete-upload-handler.a judged nothing about it",
  });
  expect(of(failed(["DUH-01"], { exercised: ["DUH-01"] })).reason).toBe(
    "inforouter.delete-upload-handler.a failed before it was judged",
  );
});

test("a rule that judged nothing about a statement leaves it to those that did", () => {
  const idle = ruleOf("a", { ...BOTH, exercised: ["DUH-01"] });
  expect(of(idle, ruleOf("b", BOTH))).toEqual({ verdict: "pass" });
  expect(of(idle, failed(["DUH-02"]))).toEqual({ verdict: "fail" });
});

test("a statement that holds says which edition's promise about it the server does not keep", () => {
  const promise = { editions: ["2026-02"], level: "MUST", holds: false } as const;
  const observed = { ...BOTH, level: "MAY", verdict: "observed" } as const;
  const other = ruleOf("other", { ...observed, promise });
  expect(of(ruleOf("a", BOTH), other)).toEqual({
    verdict: "pass",
    differs: [{ rule: other.id, editions: ["2026-02"] }],
  });
  const kept = ruleOf("kept", { ...observed, promise: { ...promise, holds: true } });
  expect(of(ruleOf("a", BOTH), kept)).toEqual({ verdict: "pass" });
  // What only some editions promise at all is shown as observed.
  expect(of(other)).toEqual({ verdict: "observed" });
});

test("a rule that could not be judged keeps its statements from holding", () => {
  const unjudged = ruleOf("a", { ...BOTH, verdict: "inconclusive" });
  expect(of(unjudged, ruleOf("b", BOTH)).verdict).toBe("inconclusive");
});

test("what fails only because another rule does is not judged there, unless it holds over a binding", () => {
  const consequenceOf = { rule: "inforouter.delete-upload-handler.get", statements: ["DUH-03"] };
  const failures = [failureOf("get", { statements: ["DUH-02"], consequenceOf })];
  const everywhere = failed([], { failures, bindings: { get: "fail" } });
  expect(of(everywhere)).toEqual({
    verdict: "inconclusive",
    reason:
      "inforouter.delete-upload-handler.a fails because inforouter.delete-upload-handler.get does",
  });
  expect(of(failed([], { failures, bindings: { get: "fail", post: "pass" } }))).toEqual({
    verdict: "pass",
  });
  expect(of(everywhere, ruleOf("b", BOTH)).verdict).toBe("inconclusive");
});
