import { describe, expect, it } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { inOrder } from "../../src/run/campaign/in-order.ts";
import { planCases } from "../../src/run/case/plan-cases.ts";
import { aheadOf } from "../../src/run/plan/ahead.ts";
import { costOf, type UnitCost } from "../../src/run/plan/cost.ts";
import { planByTime } from "../../src/run/plan/plan-by-time.ts";
import { casesOf, requestsOf, shareOf } from "../../src/run/plan/share-of.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const BUDGET = { ms: 60_000, stretch: 2 };
const LANES = 64;
const PRINCIPALS = ["owner", "stranger", "ended", "unknown", "empty", "missing"] as const;

/** What judging every built-in rule over every binding takes, its cases spread as by default. */
const UNITS = BUILT_IN.rules.flatMap((rule) => {
  const sets = bindingSets(rule, undefined);
  const planned = planCases(rule, VOCABULARY, { principals: [...PRINCIPALS], samples: [] });
  const { rows, isGenerated } =
    "unavailable" in planned
      ? { rows: 1, isGenerated: false }
      : { rows: planned.rows.length, isGenerated: planned.inputs !== undefined };
  return sets.map((bindings) => {
    const table = { rows, isGenerated, over: sets.length };
    return { rule, cost: costOf(rule, bindings, table, BUILT_IN) };
  });
});

/** When the last of some rows of requests ends, as many at once as there are lanes, in seconds. */
function endOf(rows: readonly number[], requestMs: number): number {
  const lanes = Array.from({ length: LANES }, () => 0);
  for (const requests of rows) {
    const next = lanes.indexOf(Math.min(...lanes));
    lanes[next] = (lanes[next] ?? 0) + (requests * requestMs) / 1000;
  }
  return Math.max(...lanes);
}

describe("a default run on all rules over a link", () => {
  it.each([20, 50, 150])(
    "of %i ms is planned to end in about a minute, and leaves out no rule",
    (ms) => {
      const measured = { requestMs: ms + 1, slow: {}, concurrency: LANES, requestsPerSecond: 0 };
      const costs = UNITS.map(({ cost }) => cost);
      const plan = planByTime(costs, 100, measured, BUDGET) ?? { cases: 100, of: 100 };
      expect(plan.most).toBeUndefined();
      const units = UNITS.map(({ rule, cost }) => {
        const share = shareOf(cost, plan);
        if (share === "left out") throw new Error(`${rule.id} is left out`);
        return { rule, requests: requestsOf(cost, share.runs, {}) };
      });
      const all = units.reduce((sum, { requests }) => sum + requests, 0);
      const rows = inOrder(units, LANES).flatMap(({ requests }) => {
        const ahead = aheadOf(requests, all, LANES);
        return Array.from({ length: ahead }, () => requests / ahead);
      });
      expect(endOf(rows, measured.requestMs)).toBeLessThan(ms > 50 ? 66 : 60);
      if (ms <= 50) expect(plan.cases).toBe(100);
    },
  );

  it("takes three tenths less than cases over each binding would", () => {
    const sum = (units: readonly UnitCost[]): number =>
      units.reduce((all, cost) => all + requestsOf(cost, casesOf(cost, 100), {}), 0);
    const spread = UNITS.map(({ cost }) => cost);
    const each = spread.map((cost) => ({ ...cost, over: 1 }));
    expect(sum(spread)).toBeLessThan(sum(each) * 0.7);
  });
});
