import { expect, test } from "vitest";
import { planByBytes, type RehearsedUnit } from "../../src/run/plan/plan-by-bytes.ts";

const table: RehearsedUnit = { key: "a.table get", level: "MUST", rows: [[10], [20], [30]] };
const generated: RehearsedUnit = {
  key: "a.generated get",
  level: "MUST",
  rows: [
    [5, 100, 100, 100],
    [5, 100, 100, 100],
  ],
};
const small: RehearsedUnit = { key: "a.small get", level: "SHOULD", rows: [[1]] };
const large: RehearsedUnit = { key: "a.large get", level: "MUST", rows: [[900]] };
const units = [large, generated, small, table];
/** The bytes of all cases, and 9 that belong to none. */
const all = 900 + 610 + 1 + 60 + 9;

test("what fits is not planned", () => {
  expect(planByBytes({ units, all }, all)).toBeUndefined();
});

test("generated cases are left out first, one of each row stays", () => {
  expect(planByBytes({ units, all }, all - 1)).toEqual({
    budget: all - 1,
    all,
    planned: all - 200,
    left: 599,
    fewer: { "a.generated get": 6 },
    leftOut: {},
  });
  const plan = planByBytes({ units, all }, 980);
  expect(plan?.fewer).toEqual({ "a.generated get": 2 });
  expect(plan?.leftOut).toEqual({});
  expect(plan?.planned).toBe(980);
});

test("then the tables that do not fit, MUST rules and small ones being taken first", () => {
  const plan = planByBytes({ units, all }, 300);
  expect(plan?.leftOut).toEqual({ "a.large get": 900 });
  expect(plan?.left).toBe(220);
  expect(plan?.fewer).toEqual({ "a.generated get": 4 });
  expect(plan?.planned).toBe(280);
  const must = planByBytes({ units, all }, 9 + 60 + 10);
  expect(must?.leftOut).toEqual({ "a.large get": 900, "a.small get": 1 });
});

test("nothing is judged where not even what belongs to no case fits", () => {
  const plan = planByBytes({ units, all }, 5);
  expect(Object.keys(plan?.leftOut ?? {})).toHaveLength(units.length);
  expect(plan?.left).toBe(0);
});
