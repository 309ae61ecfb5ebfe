import { expect, test } from "vitest";
import { planJobs } from "../../src/prove/plan-jobs.ts";
import { formatProofProgress, jobWeight } from "../../src/prove/proof-progress.ts";
import { fault, plan, rule } from "./proof-parts.ts";

const STATE = { done: 1, total: 4, share: 0.5, found: 2, wrong: 0, elapsedMs: 10_000 };

test("the time left is that of the part which is not yet done, however many jobs that is", () => {
  const line = formatProofProgress({ ...STATE, current: "a-fault" });
  expect(line).toBe("1/4 jobs  2 found  10 s, about 10 s left  a-fault");
});

test("no guess is made at the beginning or at the end", () => {
  for (const state of [{ share: 0 }, { elapsedMs: 1000 }, { done: 4, share: 1 }]) {
    expect(formatProofProgress({ ...STATE, ...state, current: "a-fault" })).not.toContain("left");
  }
});

test("what is wrong is counted once there is something", () => {
  expect(formatProofProgress({ ...STATE, wrong: 3, current: "a-fault" })).toContain("3 wrong");
});

test("a fault that every rule is tried on weighs more than one with those that claim it only", () => {
  const rules = [rule("a", { faults: ["f"] }), rule("b")];
  const [first, second] = planJobs(plan({ rules, faults: [fault("f")], seeds: [1, 2] }));
  expect(first && second && jobWeight(first) / jobWeight(second)).toBeGreaterThan(1);
});
