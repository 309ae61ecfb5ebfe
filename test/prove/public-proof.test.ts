import { describe, expect, test } from "vitest";
import { PUBLIC_FAULTS } from "../../reference/faults/public.ts";
import { UsageError } from "../../src/model/errors.ts";
import type { PublicResult } from "../../src/prove/proof-job.ts";
import { afterEarlierSeeds } from "../../src/prove/public/after-earlier-seeds.ts";
import { FIRST_SCORE, LATER_SCORES, NEVER_MEASURED } from "../../src/prove/public/first-score.ts";
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

const FINDING = { binding: "get", reason: "other bytes", requests: 3 };

/** What a run came to: found after so many cases, or not at all. */
function result(fault: string | null, seed: number, cases?: number): PublicResult {
  const found = cases === undefined ? null : { ...FINDING, rule: "a.one.finds", cases };
  return { kind: "public", fault, seed, found, warned: [], unsure: [], durationMs: 1 };
}

/** As {@link result}, where no MUST rule failed, but one of SHOULD. */
function warning(fault: string | null, seed: number, cases: number): PublicResult {
  return { ...result(fault, seed), warned: [{ ...FINDING, rule: "a.one.warns", cases }] };
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

  test("wait for the seeds before, and try first what found the fault with one of them", async () => {
    const jobs = publicJobs(planPublic(RULES, { fault: [FIRST.name], seeds: 3 }));
    const [, one, , two, , three] = jobs;
    if (!one || !two || !three) throw new Error("a fault has a job for each seed");
    const order = afterEarlierSeeds(jobs);
    expect((await order.prepare(one)).first).toEqual([]);
    const second = order.prepare(two);
    const third = order.prepare(three);
    const early = Symbol("not yet");
    expect(await Promise.race([second, Promise.resolve(early)])).toBe(early);
    order.result(result(FIRST.name, 1, 10));
    order.end(one);
    expect((await second).first).toEqual(["a.one.finds"]);
    // A SHOULD rule that failed goes not before the others: whether a MUST rule fails, too, is open.
    order.result(warning(FIRST.name, 2, 5));
    order.end(two);
    expect((await third).first).toEqual(["a.one.finds"]);
  });

  test("do not wait for a seed that was interrupted, or for another fault", async () => {
    const jobs = publicJobs(PLAN);
    const order = afterEarlierSeeds(jobs);
    const [, one, other, , two] = jobs;
    if (!one || !other || !two) throw new Error("a fault has a job for each seed");
    order.result(result(SECOND.name, 1, 4));
    order.end(one);
    expect((await order.prepare(two)).first).toEqual([]);
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
    const counts = { faults: 2, found: 1, byMust: 1, byShould: 0, sometimes: 1 };
    expect(score).toEqual({ ...counts, medianCases: 7 });
    expect(faults).toMatchObject([
      { name: FIRST.name, found: 2, seeds: 2, rules: ["a.one.finds"], cases: 10, warned: [] },
      { name: SECOND.name, found: 1, seeds: 2, rules: ["a.one.finds"], cases: 7, warned: [] },
    ]);
  });

  test("counts a fault that a SHOULD rule alone finds with some seed, and counts it apart", () => {
    const some = proof([...HALF.slice(0, -1), warning(SECOND.name, 2, 30)]);
    const counts = { faults: 2, found: 2, byMust: 1, byShould: 1, sometimes: 0 };
    expect(some.score).toEqual({ ...counts, medianCases: 7 });
    expect(some.faults[1]).toMatchObject({
      ...{ found: 2, foundByMust: 1, rules: ["a.one.finds"], warned: ["a.one.warns"], cases: 7 },
    });
    expect(isEnough(some)).toBe(true);
    expect(renderPublic(some)).toContain("found by MUST 1, by SHOULD 1 of 2");
    expect(renderPublic(some)).toContain("| 2 of 2 | `one.finds`<br>SHOULD `one.warns` | 7 |");
    const text = publicSummary(some, { color: false, paths: [] });
    expect(text).toContain("by MUST 1, by SHOULD 1 of 2");
    expect(text).toMatch(
      new RegExp(`✔ ${SECOND.name} +2 of 2  7 cases, a.one.finds, SHOULD: a.one.w`),
    );
    const always = proof([1, 2].map((seed) => warning(FIRST.name, seed, seed * 8)));
    expect(always.faults[0]).toMatchObject({ found: 2, foundByMust: 0, rules: [], cases: 8 });
    expect(always.score).toMatchObject({ byMust: 0, byShould: 1 });
  });

  test("counts cases with seed 1 alone, whatever order the others had", () => {
    const late = proof([result(FIRST.name, 1), result(FIRST.name, 2, 3)]);
    expect(late.faults[0]).toMatchObject({ found: 1, cases: null, requests: null });
    expect(late.score.medianCases).toBeNull();
  });

  test("is enough from 95 % on, without a false alarm", () => {
    expect(isEnough(proof(HALF))).toBe(false);
    expect(isEnough(proof(WHOLE))).toBe(true);
    const alarmed = proof([...WHOLE.slice(2), result(null, 1, 5)]);
    expect(alarmed.falseAlarms).toEqual([{ seed: 1, rule: "a.one.finds" }]);
    expect(isEnough(alarmed)).toBe(false);
    const doubted = proof([...WHOLE.slice(2), warning(null, 2, 5)]);
    expect(doubted.falseAlarms).toEqual([{ seed: 2, rule: "a.one.warns" }]);
    expect(isEnough(doubted)).toBe(false);
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

test("the first score, and those of faults written later, are of these faults", () => {
  const names: readonly string[] = PUBLIC_FAULTS.map(({ name }) => name);
  const later: readonly string[] = [
    ...LATER_SCORES.flatMap(({ found, missed }) => [...found, ...missed]),
    ...NEVER_MEASURED,
  ];
  expect(FIRST_SCORE.faults + later.length).toBe(names.length);
  const named = [...FIRST_SCORE.missed, ...later];
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect(FIRST_SCORE.found + FIRST_SCORE.missed.length).toBe(FIRST_SCORE.faults);
});
