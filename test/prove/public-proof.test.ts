import { describe, expect, test } from "vitest";
import { PUBLIC_FAULTS } from "../../reference/faults/public.ts";
import { UsageError } from "../../src/model/errors.ts";
import type { PublicResult } from "../../src/prove/proof-job.ts";
import { FIRST_SCORE } from "../../src/prove/public/first-score.ts";
import {
  buildPublicProof,
  isEnough,
  type PublicProof,
  planPublic,
  publicJobs,
} from "../../src/prove/public/public-proof.ts";
import { publicSummary } from "../../src/prove/public/public-summary.ts";
import { renderPublic } from "../../src/prove/public/render-public.ts";
import { rule } from "./proof-parts.ts";

const RULES = [rule("a.one.finds"), rule("a.one.does-not")];
const [FIRST, SECOND] = PUBLIC_FAULTS;
const FAULT = [FIRST.name, SECOND.name];
const PLAN = planPublic(RULES, { fault: FAULT, seeds: 2 });

/** What a run came to: found after so many cases, or not at all. */
function result(fault: string | null, seed: number, cases?: number): PublicResult {
  const found = { rule: "a.one.finds", binding: "get", reason: "other bytes", requests: 3 };
  return {
    kind: "public",
    fault,
    seed,
    found: cases === undefined ? null : { ...found, cases },
    warned: cases === undefined ? ["a.one.warns"] : [],
    unsure: [],
    durationMs: 1,
  };
}

function proof(results: readonly PublicResult[], complete = true): PublicProof {
  const run = { startedAt: "2030-01-01T00:00:00.000Z", durationMs: 1000, workers: 2, runs: 100 };
  const facts = { ...run, seeds: PLAN.seeds, complete, narrowed: true, command: "assay prove" };
  return buildPublicProof(PLAN, results, { version: "0.0.0", run: facts });
}

const HALF = [
  ...[1, 2].map((seed) => result(null, seed)),
  ...[1, 2].map((seed) => result(FIRST.name, seed, seed * 10)),
  result(SECOND.name, 1, 7),
  result(SECOND.name, 2),
];
const WHOLE = [...HALF.slice(0, -1), result(SECOND.name, 2, 9)];

describe("the jobs of a score", () => {
  test("are every fault and the server without one, seed by seed, with the rules of a run", () => {
    const jobs = publicJobs(PLAN);
    expect(jobs.map(({ fault, seed }) => [seed, fault])).toEqual(
      [1, 2].flatMap((seed) => [null, ...FAULT].map((fault) => [seed, fault])),
    );
    expect(jobs[0]?.rules).toEqual(RULES.map(({ id }) => id));
  });

  test("are of all faults where none is named", () => {
    expect(planPublic(RULES, { seeds: 1 }).faults).toHaveLength(PUBLIC_FAULTS.length);
  });

  test("of a fault that is not there are an error with a guess", () => {
    const plan = () => planPublic(RULES, { fault: ["chunk-ends-at-nil"], seeds: 1 });
    expect(plan).toThrow(UsageError);
    expect(plan).toThrow(/chunk-ends-at-nil/);
  });
});

describe("a score", () => {
  test("counts a fault that every seed finds, and tells one that only some find", () => {
    const { score, faults } = proof(HALF);
    expect(score).toEqual({ faults: 2, found: 1, sometimes: 1, medianCases: 7 });
    expect(faults).toMatchObject([
      { name: FIRST.name, found: 2, seeds: 2, rules: ["a.one.finds"], medianCases: 10, warned: [] },
      { name: SECOND.name, found: 1, seeds: 2, medianCases: 7, warned: ["a.one.warns"] },
    ]);
  });

  test("is enough from 95 % on, without a false alarm", () => {
    expect(isEnough(proof(HALF))).toBe(false);
    expect(isEnough(proof(WHOLE))).toBe(true);
    const alarmed = proof([...WHOLE.slice(2), result(null, 1, 5)]);
    expect(alarmed.falseAlarms).toEqual([{ seed: 1, rule: "a.one.finds" }]);
    expect(isEnough(alarmed)).toBe(false);
  });

  test("is a section with the first score, a link for each fault and who found it", () => {
    const text = renderPublic(proof(HALF));
    expect(text).toContain("**Not enough is found.**");
    expect(text).toContain(`first score, ${FIRST_SCORE.date}`);
    expect(text).toContain(`](${FIRST.report})`);
    expect(text).toContain("| 2 of 2 | `one.finds` | 10 |");
    expect(renderPublic(proof(WHOLE))).toContain("**Enough is found.**");
    expect(renderPublic(proof(HALF, false))).toContain("**Not measured: interrupted.**");
  });

  test("is told on a terminal, what was missed at the end and with its report", () => {
    const missed = [result(null, 1), result(FIRST.name, 1, 4), result(SECOND.name, 1)];
    const text = publicSummary(proof(missed), { color: false, paths: ["public.json"] });
    expect(text).toContain("✘ only 1 of 2 public faults (50 %) found with 2 seeds");
    expect(text).toMatch(new RegExp(`✔ ${FIRST.name} +1 of 1  4 cases, a.one.finds`));
    expect(text).toMatch(new RegExp(`✘ ${SECOND.name} +0 of 1  ${SECOND.report}`));
    expect(text.indexOf(SECOND.name)).toBeGreaterThan(text.indexOf(FIRST.name));
  });
});

test("the first score is of these faults", () => {
  const names: readonly string[] = PUBLIC_FAULTS.map(({ name }) => name);
  expect(FIRST_SCORE.faults).toBe(names.length);
  expect(FIRST_SCORE.missed.filter((name) => !names.includes(name))).toEqual([]);
  expect(FIRST_SCORE.found + FIRST_SCORE.missed.length).toBe(FIRST_SCORE.faults);
});
