import { describe, expect, test } from "vitest";
import { judgeDeviations } from "../../src/judge/known/judge-deviations.ts";
import {
  type DeviationsUpdate,
  planDeviationsUpdate,
} from "../../src/judge/known/plan-deviations-update.ts";
import type { Deviation, ScopedDeviation } from "../../src/model/deviation.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { worst } from "../../src/model/verdict.ts";
import { ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const TODAY = "2026-03-01";
const ALL = ["get", "post", "soap11"];
const ID = ruleOf("x").id;

function rule(bindings: Readonly<Record<string, VerdictKind>>, rest: Partial<RuleReport> = {}) {
  const reason = 'expected error "bad Request", got success=true';
  return ruleOf("x", { verdict: worst(Object.values(bindings)), reason, bindings, ...rest });
}

function target(rules: readonly RuleReport[], entries: readonly Deviation[] = []): TargetReport {
  const scoped = entries.map(
    (entry): ScopedDeviation => ({ ...entry, bindings: entry.binding ? [entry.binding] : ALL }),
  );
  const judged = judgeDeviations(rules, scoped, TODAY);
  return { ...targetOf("acme", "violates", judged.rules), deviations: judged.deviations };
}

function update(...targets: readonly TargetReport[]): DeviationsUpdate {
  return planDeviationsUpdate(targets, () => ALL, TODAY);
}

const names = (entries: readonly Deviation[]) => entries.map(({ binding }) => binding ?? "all");
const listed = (rest: Partial<Deviation> = {}): Deviation => ({
  rule: ID,
  reason: "agreed",
  since: "2026-01-01",
  ...rest,
});

describe("the update of a deviations file", () => {
  test("adds what fails over every binding as one entry, which says that nobody has looked at it", () => {
    const { add } = update(target([rule({ get: "fail", post: "fail", soap11: "fail" })]));
    const reason = 'unreviewed: expected error "bad Request", got success=true';
    expect(add).toEqual([{ rule: ID, reason, since: TODAY }]);
  });

  test("adds an entry for each binding where the rule does not fail over all of them, or was not judged over all", () => {
    expect(
      names(update(target([rule({ get: "fail", post: "fail", soap11: "pass" })])).add),
    ).toEqual(["get", "post"]);
    expect(names(update(target([rule({ get: "fail" })])).add)).toEqual(["get"]);
    const open = rule({ get: "fail", post: "inconclusive", soap11: "inconclusive" });
    expect(names(update(target([open])).add)).toEqual(["get"]);
  });

  test("adds one without a binding for a rule about several at once", () => {
    expect(names(update(target([rule({ "get+post": "fail" })])).add)).toEqual(["all"]);
  });

  test("adds what is not listed yet beside what is", () => {
    const failing = rule({ get: "fail", post: "fail", soap11: "fail" });
    const { add, remove } = update(target([failing], [listed({ binding: "post" })]));
    expect(names(add)).toEqual(["get", "soap11"]);
    expect(remove).toEqual([]);
    expect(update(target([failing], [listed()])).add).toEqual([]);
  });

  test("removes what holds, and only when it was judged over everything that the entry is about", () => {
    const holds = rule({ get: "pass", post: "pass", soap11: "pass" });
    expect(names(update(target([holds], [listed()])).remove)).toEqual(["all"]);
    const open = rule({ get: "pass", post: "inconclusive", soap11: "pass" });
    expect(update(target([open], [listed()])).remove).toEqual([]);
    expect(names(update(target([open], [listed({ binding: "get" })])).remove)).toEqual(["get"]);
  });

  test("leaves an entry that has expired to people while its rule fails", () => {
    const failing = rule({ get: "fail", post: "fail", soap11: "fail" });
    const plan = update(target([failing], [listed({ expires: "2026-02-01" })]));
    expect(plan).toMatchObject({ add: [], remove: [], expired: [{ rule: ID }] });
    const holds = rule({ get: "pass", post: "pass", soap11: "pass" });
    expect(names(update(target([holds], [listed({ expires: "2026-02-01" })])).remove)).toEqual([
      "all",
    ]);
  });

  test("tells apart entries of several rules and states", () => {
    const other = ruleOf("a");
    const rules = [
      rule({ get: "fail", post: "fail", soap11: "fail" }),
      {
        ...other,
        verdict: "pass",
        bindings: { get: "pass", post: "pass", soap11: "pass" },
      } as const,
    ];
    const entries = [listed(), listed({ rule: other.id })];
    const plan = update(target(rules, entries));
    expect(plan).toMatchObject({ add: [], remove: [{ rule: other.id }], expired: [] });
    // An entry of another rule excuses nothing of this one.
    const [added] = update(target(rules, [listed({ rule: other.id })])).add;
    expect(added?.rule).toBe(ID);
  });

  test("comes in the order of the rules' ids", () => {
    const failing = ["b", "a", "c"].map((name) => ({
      ...ruleOf(name),
      verdict: "fail" as const,
      bindings: { get: "fail", post: "fail", soap11: "fail" } as const,
    }));
    const ids = update(target(failing)).add.map((entry) => entry.rule);
    expect(ids).toEqual(["b", "a", "c"].map((name) => ruleOf(name).id).sort());
  });

  test("says nothing of targets without a deviations file that is about them", () => {
    const { deviations: _, ...bare } = target([rule({ get: "pass" })]);
    expect(update(bare)).toEqual({ add: [], remove: [], expired: [] });
  });

  test("removes from a file that targets share only what holds on all of them", () => {
    const holds = target([rule({ get: "pass", post: "pass", soap11: "pass" })], [listed()]);
    const fails = target([rule({ get: "fail", post: "fail", soap11: "fail" })], [listed()]);
    expect(update(holds, fails).remove).toEqual([]);
    expect(names(update(holds, holds).remove)).toEqual(["all"]);
  });

  test("lists for targets that share a file each failure once", () => {
    const all = target([rule({ get: "fail", post: "fail", soap11: "fail" })]);
    const some = target([rule({ get: "fail", post: "pass", soap11: "pass" })]);
    expect(names(update(some, all, all).add)).toEqual(["all"]);
  });

  test("keeps ids, line feeds and endless texts of a server out of the reason", () => {
    const reason = `got\n"a1b2c3d4-e5f6-7890-abcd-ef1234567890" ${"long ".repeat(100)}`;
    const [added] = update(target([rule({ get: "fail" }, { reason })])).add;
    expect(added?.reason).toMatch(/^unreviewed: got "‹id›" long/);
    expect(added?.reason.length).toBeLessThan(250);
  });
});
