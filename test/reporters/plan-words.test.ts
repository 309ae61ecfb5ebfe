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
