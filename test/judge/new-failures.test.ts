import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { againstSummary } from "../../reporters/summary/against-summary.ts";
import { newFailures } from "../../src/judge/known/new-failures.ts";
import { exitCodeOf } from "../../src/judge/report/exit-code.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const KNOWN = { reason: "accepted" };

function report(...rules: readonly RuleReport[]): Report {
  return reportOf([targetOf("acme", "conforms", rules)]);
}

function failing(id: string, ...bindings: readonly string[]): RuleReport {
  const verdict = (binding: string) => (bindings.includes(binding) ? "fail" : "pass");
  const all = ["get", "post"].map((binding) => [binding, verdict(binding)] as const);
  return ruleOf(id, { verdict: "fail", bindings: Object.fromEntries(all) });
}

/** The rules whose failure is new, and those that failed before, each with its bindings. */
function against(now: Report, old: Report): readonly (readonly string[])[] {
  const { fresh, before } = newFailures(now, old);
  return [fresh, before].map((list) =>
    list.map(({ rule, bindings }) => `${rule.split(".").at(-1)} ${bindings.join(" ")}`),
  );
}

function exitCode(now: Report, old: Report): number {
  const { fresh } = newFailures(now, old);
  return exitCodeOf(now, "new", (target, rule) =>
    fresh.some((one) => one.target === target && one.rule === rule),
  );
}

describe("a failure is new", () => {
  test("where the rule held, was not judged, or was not there over that binding", () => {
    const now = report(failing("a", "get", "post"), failing("b", "get"), failing("c", "post"));
    const old = report(failing("a", "get"), ruleOf("b", { verdict: "inconclusive" }));
    expect(against(now, old)).toEqual([["a post", "b get", "c post"], ["a get"]]);
    expect(exitCode(now, old)).toBe(1);
  });

  test("and not where the rule failed over that binding before, excused or not", () => {
    const now = report(failing("a", "get"), failing("b", "post"));
    const old = report(failing("a", "get"), { ...failing("b", "post"), known: KNOWN });
    expect(against(now, old)).toEqual([[], ["a get", "b post"]]);
    expect(exitCode(now, old)).toBe(0);
  });

  test("and not where a deviation excuses it", () => {
    const now = report({ ...failing("a", "get"), known: KNOWN });
    expect(against(now, report(ruleOf("a")))).toEqual([[], []]);
    expect(exitCode(now, report(ruleOf("a")))).toBe(0);
  });

  test("beside an excused one of the same rule", () => {
    const known = { ...KNOWN, bindings: ["get"] };
    const now = report({ ...failing("a", "get", "post"), known });
    expect(against(now, report(ruleOf("a")))).toEqual([["a post"], []]);
    expect(exitCode(now, report(ruleOf("a")))).toBe(1);
  });

  test("whatever the level of its rule", () => {
    const now = report({ ...failing("a", "get"), level: "SHOULD" }, ruleOf("b"));
    expect(exitCode(now, report(ruleOf("a", { level: "SHOULD" })))).toBe(1);
    expect(exitCodeOf(now, "must")).toBe(0);
  });

  test("on another target of the same report", () => {
    const [one, other] = [report(failing("a", "get")), report(ruleOf("a"))];
    const both = (...reports: readonly Report[]): Report =>
      reportOf(
        reports.flatMap(({ targets }, at) => targets.map((each) => ({ ...each, name: `t${at}` }))),
      );
    const { fresh } = newFailures(both(one, one), both(one, other));
    expect(fresh.map(({ target }) => target)).toEqual(["t1"]);
  });
});

test("what is incomplete stays incomplete, and a stale deviation fails", () => {
  const open = report(ruleOf("a", { verdict: "inconclusive" }));
  expect(exitCode(open, open)).toBe(3);
  const [target] = report(ruleOf("a")).targets;
  const stale = { rule: "a", state: "stale", since: "2026-01-01", bindings: ["get"], ...KNOWN };
  const now = reportOf(
    target ? [{ ...target, deviations: [{ ...stale, state: "stale" as const }] }] : [],
  );
  expect(exitCode(now, now)).toBe(1);
});

test("the end of a run says which failures are new", () => {
  const now = report(failing("a", "get", "post"), failing("b", "get"));
  const paper = { color: false, width: 80, verbose: false, severalTargets: false };
  const options = { ...paper, path: "old\u001b[31m/report.json" };
  const found = newFailures(now, report(failing("b", "get")));
  expect(againstSummary(found, options)).toMatchInlineSnapshot(`
    "against   old\\u001b[31m/report.json: 1 new failure, 1 fails as before
              ✘ new inforouter.delete-upload-handler.a on get, post
    "
  `);
  const colored = againstSummary(found, { ...options, color: true });
  expect(stripVTControlCharacters(colored)).toBe(againstSummary(found, options));
  expect(againstSummary(newFailures(now, now), options)).toContain("no failure is new, 2 fail as");
});
