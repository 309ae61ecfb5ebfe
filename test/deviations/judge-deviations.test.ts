import { describe, expect, test } from "vitest";
import { severityOf } from "../../reporters/severity.ts";
import { withDeviations } from "../../src/judge/known/with-deviations.ts";
import { exitCodeOf } from "../../src/judge/report/exit-code.ts";
import type { ScopedDeviation } from "../../src/model/deviation.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { worst } from "../../src/model/verdict.ts";
import { reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const ALL = ["get", "post", "soap11"];

function rule(bindings: Readonly<Record<string, VerdictKind>>, level: "MUST" | "SHOULD" = "MUST") {
  return ruleOf("x", { verdict: worst(Object.values(bindings)), bindings, level });
}

function entry(rest: Partial<ScopedDeviation> = {}): ScopedDeviation {
  const bindings = rest.binding ? [rest.binding] : ALL;
  return { rule: ruleOf("x").id, reason: "agreed", since: "2026-01-01", bindings, ...rest };
}

/** The report runs on 2026-03-01. */
function judged(
  rules: readonly RuleReport[],
  entries: readonly ScopedDeviation[],
): { readonly target: TargetReport; readonly code: number } {
  const report = withDeviations(reportOf([targetOf("acme", "violates", rules)]), () => entries);
  const [target] = report.targets;
  if (!target) throw new Error("no target");
  return { target, code: exitCodeOf(report, "must") };
}

const ALWAYS = rule({ get: "fail", post: "fail", soap11: "fail" });
const HOLDS = rule({ get: "pass", post: "pass", soap11: "pass" });

describe("an entry of the deviations file", () => {
  test("excuses a failure: it stays one, and does not fail the run", () => {
    const { target, code } = judged([ALWAYS], [entry({ link: "https://t.example/1" })]);
    expect(target.rules[0]).toMatchObject({
      verdict: "fail",
      known: { reason: "agreed", since: "2026-01-01", link: "https://t.example/1" },
    });
    expect(target.deviations).toMatchObject([{ state: "used" }]);
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "conforms", code: 0 });
  });

  test("without a binding is about all of them, with one about that alone", () => {
    const partly = rule({ get: "fail", post: "fail", soap11: "pass" });
    expect(judged([partly], [entry()]).code).toBe(0);
    const { target, code } = judged([partly], [entry({ binding: "get" })]);
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "violates", code: 1 });
    expect(target.rules[0]?.known).toMatchObject({ bindings: ["get"] });
    expect(target.rules.map((one) => severityOf(one))).toEqual(["violated"]);
    expect(severityOf(partly, "must", "fail", "post")).toBe("violated");
    const both = [entry({ binding: "get" }), entry({ binding: "post", reason: "also agreed" })];
    expect(judged([partly], both).code).toBe(0);
    expect(judged([partly], both).target.rules[0]?.known?.reason).toBe("agreed; also agreed");
  });

  test("is stale when its rule holds, whatever the level, and then fails the run", () => {
    for (const level of ["MUST", "SHOULD"] as const) {
      const { target, code } = judged([{ ...HOLDS, level }], [entry()]);
      expect(target.deviations).toMatchObject([{ state: "stale" }]);
      expect(target.rules.map((one) => severityOf(one))).toEqual(["stale"]);
      expect({ outcome: target.outcome, code }).toMatchObject({ code: 1 });
    }
  });

  test("is stale on its binding also while the rule fails over another", () => {
    const partly = rule({ get: "fail", post: "pass", soap11: "pass" });
    const { target, code } = judged(
      [partly],
      [entry({ binding: "get" }), entry({ binding: "post" })],
    );
    expect(target.deviations?.map(({ state }) => state)).toEqual(["used", "stale"]);
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "conforms", code: 1 });
  });

  test.each([
    ["some binding could not be judged", { get: "pass", post: "inconclusive", soap11: "pass" }],
    ["some binding was not selected", { get: "pass", post: "pass" }],
    ["the target lacks what it needs", { get: "not-applicable", post: "not-applicable" }],
  ] as const)("is not stale when %s", (_, bindings) => {
    const { target } = judged([rule(bindings)], [entry()]);
    expect(target.deviations).toMatchObject([{ state: "not-judged" }]);
    expect(target.rules[0]?.known).toBeNull();
  });

  test("of a rule that was not selected says nothing", () => {
    const { target, code } = judged([HOLDS], [entry({ rule: "inforouter.other.rule" })]);
    expect({ deviations: target.deviations, code }).toEqual({ deviations: [], code: 0 });
  });

  test("never excuses what could not be judged", () => {
    const open = rule({ get: "inconclusive", post: "inconclusive", soap11: "inconclusive" });
    const { target, code } = judged([open, ruleOf("y")], [entry()]);
    expect(target.rules[0]?.known).toBeNull();
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "incomplete", code: 3 });
  });

  test("excuses through the day on which it expires, and no longer", () => {
    expect(judged([ALWAYS], [entry({ expires: "2026-03-01" })]).code).toBe(0);
    const { target, code } = judged([ALWAYS], [entry({ expires: "2026-02-28" })]);
    expect(target.deviations).toMatchObject([{ state: "expired" }]);
    expect(target.rules[0]?.known).toBeNull();
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "violates", code: 1 });
  });

  test("that has expired is stale when its rule holds", () => {
    const { target, code } = judged([HOLDS], [entry({ expires: "2026-02-28" })]);
    expect(target.deviations).toMatchObject([{ state: "stale" }]);
    expect(code).toBe(1);
  });

  test("is about its own rule only, and comes in the order of the rules", () => {
    const ids = ["a", "b", "c"].map((id) => ruleOf(id).id);
    const rules = ids.map((id) => ({ ...ALWAYS, id }));
    const entries = [ids[2], ids[0]].map((id) => entry({ rule: id ?? "", reason: `of ${id}` }));
    const { target, code } = judged(rules, entries);
    expect(target.deviations?.map((one) => one.rule)).toEqual([ids[0], ids[2]]);
    expect(target.rules.map(({ known }) => known?.reason)).toEqual([
      `of ${ids[0]}`,
      undefined,
      `of ${ids[2]}`,
    ]);
    expect(code).toBe(1);
  });

  test("together with others says the earliest days and the first link, each reason once", () => {
    const partly = rule({ get: "fail", post: "fail", soap11: "pass" });
    const both = [
      entry({ binding: "get", since: "2026-02-01", expires: "2026-05-01" }),
      entry({ binding: "post", link: "https://t.example/2", expires: "2026-04-01" }),
    ];
    expect(judged([partly], both).target.rules[0]?.known).toEqual({
      reason: "agreed",
      link: "https://t.example/2",
      since: "2026-01-01",
      expires: "2026-04-01",
      bindings: ["get", "post"],
    });
    const known = judged([ALWAYS], [entry()]).target.rules[0]?.known;
    expect(known).toEqual({ reason: "agreed", since: "2026-01-01" });
  });

  test("of a MAY rule that observed is stale", () => {
    const seen = { ...HOLDS, level: "MAY", verdict: "observed" } as const;
    const bindings = { get: "observed", post: "observed", soap11: "observed" } as const;
    const { target } = judged([{ ...seen, bindings }], [entry()]);
    expect(target.deviations).toMatchObject([{ state: "stale" }]);
    expect(target.rules[0]?.known).toBeNull();
  });

  test("covers a rule about several bindings also where a filter left one of them out", () => {
    const together = entry({ bindings: ["get+post+soap11"] });
    expect(judged([rule({ "get+post": "fail" })], [together]).code).toBe(0);
    const { target } = judged([rule({ "get+post": "pass" })], [together]);
    expect(target.deviations).toMatchObject([{ state: "not-judged" }]);
  });
});

test("with --fail-on never a stale entry does not count either", () => {
  const report = withDeviations(reportOf([targetOf("acme", "conforms", [HOLDS])]), () => [entry()]);
  expect(exitCodeOf(report, "never")).toBe(0);
});

test("a target without a deviations file is left as it is", () => {
  const report = reportOf([targetOf("acme", "conforms", [HOLDS])]);
  expect(withDeviations(report, () => undefined)).toEqual(report);
});
