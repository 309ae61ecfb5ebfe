import { expect, test } from "vitest";
import { planWords } from "../../reporters/plan-words.ts";

const PLAN = { cases: 100, of: 100, requestMs: 52, allMs: 70_000, spread: true as const };

test("a plan says what it left out, and why", () => {
  expect(planWords({ ...PLAN, cases: 26 })).toBe(
    "26 of 100 cases for each property, because a request takes 52 ms; all would take 1 min 10 s",
  );
  expect(planWords({ ...PLAN, longest: 840 })).toBe(
    "all cases but of the longest rules; all would take 1 min 10 s",
  );
  expect(planWords({ ...PLAN, longest: 840, slow: { "a/Slow": 100 } })).toBe(
    "all cases but of the longest rules and what is slow (Slow 5.2 s); all would take 1 min 10 s",
  );
});

test("a plan for bytes says how many are sent, and what that left out", () => {
  const bytes = { budget: 50e6, all: 207e6, planned: 49.4e6, left: 12e6, fewer: {}, leftOut: {} };
  const fewer = { "a.b.c get": 3 };
  expect(planWords({ cases: 100, of: 100, spread: true, bytes: { ...bytes, fewer } })).toBe(
    "about 49 MB of 207 MB are sent, because 50 MB may be: 1 rule over a binding with fewer cases",
  );
  const leftOut = { "a.b.d get+post": 31e6, "a.b.e get": 32e6 };
  expect(planWords({ ...PLAN, cases: 26, bytes: { ...bytes, fewer, leftOut } })).toBe(
    "26 of 100 cases for each property, because a request takes 52 ms; all would take 1 min 10 s; about 49 MB of 207 MB are sent, because 50 MB may be: 1 rule over a binding with fewer cases, 2 not judged",
  );
});
