import { describe, expect, it, test } from "vitest";
import { slowLines } from "../../reporters/summary/slow-lines.ts";
import { mergeTimings } from "../../src/judge/merge/merge-timings.ts";
import type { Timing } from "../../src/model/timing.ts";
import { createTimings } from "../../src/run/campaign/timings.ts";

const TOLERANCE = 0.011;

function within(ms: number | undefined, of: number): boolean {
  return Math.abs((ms ?? 0) / of - 1) < TOLERANCE;
}

describe("timings", () => {
  it("tell median, p95 and worst of each operation and binding, the quantiles within 1 %", () => {
    const timings = createTimings();
    for (let ms = 1; ms <= 1_000; ms++) timings.add("inforouter", "Delete", "post", ms);
    timings.add("apidatatools", "DeleteUpload", "rest", 0.4567);
    const [rest, post] = timings.summary();
    expect(rest).toEqual({
      service: "apidatatools",
      operation: "DeleteUpload",
      binding: "rest",
      requests: 1,
      medianMs: 0.457,
      p95Ms: 0.457,
      worstMs: 0.457,
    });
    expect(post).toMatchObject({
      operation: "Delete",
      binding: "post",
      requests: 1_000,
      worstMs: 1_000,
    });
    expect(Math.abs((post?.medianMs ?? 0) / 500 - 1)).toBeLessThan(TOLERANCE);
    expect(Math.abs((post?.p95Ms ?? 0) / 950 - 1)).toBeLessThan(TOLERANCE);
  });

  it("are never more than the worst, and take a duration of nothing", () => {
    const timings = createTimings();
    timings.add("inforouter", "Delete", "get", 0);
    const [timing] = timings.summary();
    expect(timing).toMatchObject({ medianMs: 0, p95Ms: 0, worstMs: 0 });
  });

  it.each([
    [1, 1, 1],
    [2, 1, 2],
    [3, 2, 3],
    [11, 6, 11],
    [19, 10, 19],
    [20, 10, 19],
    [21, 11, 20],
    [100, 50, 95],
  ])("of %d requests tell the one that half and 95 %% are no slower than", (n, median, p95) => {
    const timings = createTimings();
    for (let ms = n; ms >= 1; ms--) timings.add("inforouter", "Delete", "get", ms);
    const [timing] = timings.summary();
    expect(within(timing?.medianMs, median)).toBe(true);
    expect(within(timing?.p95Ms, p95)).toBe(true);
    expect(timing?.worstMs).toBe(n);
  });

  it("take what never ends as what took an hour, but for the worst", () => {
    const timings = createTimings();
    timings.add("inforouter", "Delete", "get", 36_000_000);
    timings.add("inforouter", "Delete", "get", 1);
    timings.add("inforouter", "Delete", "get", 36_000_000);
    expect(timings.summary()).toMatchObject([{ requests: 3, worstMs: 36_000_000 }]);
    expect(within(timings.summary()[0]?.medianMs, 3_600_000)).toBe(true);
  });
});

describe("timings of shards", () => {
  /** As fast as a server answers: most around 5 ms, few very slow. */
  const durations = Array.from({ length: 4_000 }, (_, n) => 5 / (1 - ((n * 0.618) % 1)));

  function timed(some: readonly number[]): Timing {
    const timings = createTimings();
    for (const ms of some) timings.add("inforouter", "Delete", "get", ms);
    const [timing] = timings.summary();
    if (!timing) throw new Error("nothing was timed");
    return timing;
  }

  it("merged are those of one run, where the shards saw the same server", () => {
    const whole = timed(durations);
    const shards = [0, 1, 2].map((shard) => timed(durations.filter((_, n) => n % 3 === shard)));
    const [merged] = mergeTimings(shards.map((one) => [one]));
    expect(merged).toMatchObject({ requests: whole.requests, worstMs: whole.worstMs });
    expect(Math.abs((merged?.medianMs ?? 0) / whole.medianMs - 1)).toBeLessThan(0.03);
    expect(Math.abs((merged?.p95Ms ?? 0) / whole.p95Ms - 1)).toBeLessThan(0.03);
  });

  it("merged are between those of the shards, where the servers differ, as those of one run are", () => {
    const slow = durations.slice(0, 500).map((ms) => ms * 10);
    const whole = timed([...durations, ...slow]);
    const shards = [timed(durations), timed(slow)] as const;
    const [merged] = mergeTimings(shards.map((one) => [one]));
    expect(merged).toMatchObject({ requests: 4_500, worstMs: whole.worstMs });
    for (const of of ["medianMs", "p95Ms"] as const) {
      for (const one of [merged, whole]) {
        expect(one?.[of]).toBeGreaterThanOrEqual(shards[0][of]);
        expect(one?.[of]).toBeLessThanOrEqual(shards[1][of]);
      }
    }
  });
});

test("with a limit every operation has it, and the slow ones are told", () => {
  const timings = createTimings(50);
  for (let ms = 1; ms <= 20; ms++) {
    timings.add("s", "Slow", "get", ms * 10);
    timings.add("s", "Quick", "get", ms === 20 ? 500 : ms);
  }
  const all = timings.summary();
  expect(all.map(({ operation, limitMs }) => [operation, limitMs])).toEqual([
    ["Quick", 50],
    ["Slow", 50],
  ]);
  expect(slowLines({ timings: all })).toEqual([
    expect.stringMatching(
      /^SHOULD: Slow on get is slower than limits.answerMs, 50 ms: of 20 answers the median took 10\d ms, the slowest 200 ms$/,
    ),
  ]);
  expect(slowLines({ timings: createTimings().summary() })).toEqual([]);
});
