import { describe, expect, it } from "vitest";
import { costOf, type UnitCost } from "../../src/run/plan/cost.ts";
import { type Measured, planByTime } from "../../src/run/plan/plan-by-time.ts";
import { casesOf, requestsOf, shareOf } from "../../src/run/plan/share-of.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const BUDGET = { ms: 60_000, stretch: 2 };
const FAST: Measured = { requestMs: 1, slow: {}, concurrency: 8, requestsPerSecond: 0 };

function unit(rows: number, calls: Readonly<Record<string, number>>, isGenerated = true): UnitCost {
  return { rows, isGenerated, control: new Map(), perCase: new Map(Object.entries(calls)) };
}

/** About what a run on all rules takes. */
const UNITS = [
  ...Array.from({ length: 100 }, () => unit(1, { "a/Create": 2, "a/Look": 2 })),
  ...Array.from({ length: 300 }, () => unit(8, { "a/Create": 2, "a/Look": 2 }, false)),
  ...Array.from({ length: 20 }, () => unit(1, { "a/Create": 1, "a/Slow": 1 })),
];

function sumOf(units: readonly UnitCost[], cases: number): number {
  return units.reduce((sum, one) => sum + requestsOf(one, cases, {}), 0);
}

describe("planByTime", () => {
  it("leaves nothing out where all of it ends in time", () => {
    expect(planByTime(UNITS, 100, FAST, BUDGET)).toBeUndefined();
  });

  it("cuts repetition first, by as much as the time asks, and no table", () => {
    const measured = { ...FAST, requestMs: 20 };
    const plan = planByTime(UNITS, 100, measured, BUDGET);
    expect(plan).toMatchObject({ of: 100, requestMs: 20 });
    expect(plan?.most).toBeUndefined();
    const cases = plan?.cases ?? 0;
    expect(cases).toBeGreaterThan(1);
    expect(cases).toBeLessThan(100);
    const ms = (n: number): number => (sumOf(UNITS, n) * 20) / 8;
    expect(ms(cases)).toBeLessThan(60_000);
    expect(plan?.allMs).toBeGreaterThan(60_000);
  });

  it("cuts for a limit of the rate as well", () => {
    const plan = planByTime(UNITS, 100, { ...FAST, requestsPerSecond: 200 }, BUDGET);
    expect((sumOf(UNITS, plan?.cases ?? 0) / 200) * 0.9).toBeLessThan(60);
    expect(plan?.cases).toBeLessThan(100);
    // Who declares a rate has said that it may take long: no table is left out for that alone.
    const slowly = { ...FAST, requestsPerSecond: 20 };
    expect(planByTime(UNITS, 100, slowly, BUDGET)).toMatchObject({ cases: 1 });
    expect(planByTime(UNITS, 100, slowly, BUDGET)?.most).toBeUndefined();
    expect(planByTime(UNITS, 100, slowly, { ms: 60_000, stretch: 1 })?.most).toBeDefined();
  });

  it("leaves out the longest tables where not even one case for each row fits", () => {
    const measured = { ...FAST, requestMs: 200 };
    const plan = planByTime(UNITS, 100, measured, { ms: 60_000, stretch: 1 });
    expect(plan).toMatchObject({ cases: 1, most: 4 });
    const judged = UNITS.map((one) => shareOf(one, plan ?? { cases: 1, of: 1 }));
    expect(judged[0]).toEqual({ runs: 1, isSlow: false });
    expect(judged[100]).toBe("left out");
  });

  it("gives what is slow less, and lets it take nothing of the others", () => {
    const slow = { "a/Slow": 5_000 };
    const plan = planByTime(UNITS, 100, { ...FAST, slow }, BUDGET) ?? { cases: 0, of: 0 };
    expect(plan).toMatchObject({ cases: 100, slow });
    expect(plan.most).toBeUndefined();
    expect(shareOf(UNITS[0] as UnitCost, plan)).toEqual({ runs: 100, isSlow: false });
    // All of these take the same: none of them would be any other than the rest.
    expect(plan.mostSlow).toBe(0);
    expect(shareOf(UNITS[400] as UnitCost, plan)).toBe("left out");
    const few = planByTime(UNITS.slice(0, 402), 100, { ...FAST, slow }, BUDGET) ?? plan;
    expect(few.mostSlow).toBeUndefined();
    expect(shareOf(UNITS[400] as UnitCost, few)).toEqual({ runs: 1, isSlow: true });
  });
});

describe("a long chain of requests", () => {
  const chain = unit(1, { "a/Create": 160 });
  const units = [...UNITS.slice(0, 100), chain];

  it("takes fewer cases where it would not end in time, and takes none from the others", () => {
    const measured = { ...FAST, requestMs: 100, concurrency: 200 };
    const plan = planByTime(units, 100, measured, BUDGET) ?? { cases: 0, of: 0 };
    expect(plan.cases).toBe(100);
    // 42 s of 100 ms each, in 16 cases at the same time.
    expect(plan.longest).toBe(6_720);
    expect(shareOf(chain, plan)).toEqual({ runs: 42, isSlow: false });
    expect(shareOf(units[0] as UnitCost, plan)).toEqual({ runs: 100, isSlow: false });
  });

  it("is what the number says where every rule is one", () => {
    const measured = { ...FAST, requestMs: 100, concurrency: 100 };
    const plan = planByTime([chain, chain], 100, measured, BUDGET);
    expect(plan).toMatchObject({ cases: 42, longest: 6_720 });
  });

  it("takes one case at least", () => {
    expect(shareOf(chain, { cases: 100, of: 100, longest: 3 })).toEqual({ runs: 1, isSlow: false });
  });
});

describe("cases that are spread over bindings", () => {
  it("are as many together as a rule has", () => {
    expect(casesOf({ ...unit(1, {}), over: 3 }, 100)).toBe(34);
    expect(casesOf({ ...unit(1, {}), over: 3, maxRuns: 12 }, 100)).toBe(4);
    expect(casesOf({ ...unit(1, {}), over: 3, maxRuns: 1 }, 100)).toBe(1);
    expect(casesOf(unit(1, {}), 100)).toBe(100);
    expect(shareOf({ ...unit(1, {}), over: 3 }, { cases: 12, of: 100 })).toEqual({
      runs: 4,
      isSlow: false,
    });
  });
});

describe("costOf", () => {
  const rule = (id: string) => {
    const found = BUILT_IN.rules.find((one) => one.id === id);
    if (!found) throw new Error(`no rule ${id}`);
    return found;
  };

  it("counts the calls of a case, and what removes what they make", () => {
    const id = "inforouter.delete-upload-handler.malformed-guid";
    const one = costOf(rule(id), ["get"], { rows: 1, isGenerated: true }, BUILT_IN);
    expect(Object.fromEntries(one.perCase)).toEqual({ "inforouter/DeleteUploadHandler": 1 });
    expect(one.control.size).toBeGreaterThan(0);

    const creating = BUILT_IN.rules.filter(({ steps }) =>
      steps.some((step) => step.kind === "call" && step.call === "CreateUploadHandler"),
    );
    expect(creating.length).toBeGreaterThan(0);
    for (const each of creating) {
      const { perCase } = costOf(each, ["get"], { rows: 1, isGenerated: false }, BUILT_IN);
      const made = perCase.get("inforouter/CreateUploadHandler");
      expect(perCase.get("inforouter/DeleteUploadHandler")).toBeGreaterThanOrEqual(made ?? 1);
    }
  });

  it("says of every built-in rule but the invariants that it takes something", () => {
    const nothing = BUILT_IN.rules.filter((one) => {
      const { perCase } = costOf(one, one.bindings, { rows: 1, isGenerated: false }, BUILT_IN);
      return perCase.size === 0 && !one.invariant;
    });
    expect(nothing.map(({ id }) => id)).toEqual([]);
  });
});
