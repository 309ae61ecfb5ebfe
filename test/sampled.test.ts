import { expect, test } from "vitest";
import { drawn, type Sample } from "./drawn.ts";

const CASES = Array.from({ length: 40 }, (_, index) => `${index < 37 ? "usual" : "rare"} ${index}`);
const kind = (one: string): string => one.split(" ")[0] ?? "";
const SAMPLE: Sample<string> = { oneIn: 5, name: (one) => one, kind };
const FIRST_MS = Date.parse("2026-02-20");
/** So many days, one after the other. */
const daysFrom = (many: number): readonly string[] =>
  Array.from({ length: many }, (_, day) =>
    new Date(FIRST_MS + day * 86_400_000).toISOString().slice(0, 10),
  );
const DAYS = daysFrom(60);

test("a sample has one in so many of each kind, at least one, in their order", () => {
  for (const seed of [...DAYS, "a seed that is no day"]) {
    const today = drawn(CASES, SAMPLE, seed);
    expect(today.filter((one) => kind(one) === "usual")).toHaveLength(8);
    expect(today.filter((one) => kind(one) === "rare")).toHaveLength(1);
    expect(today).toEqual(CASES.filter((one) => today.includes(one)));
  }
});

test("a sample is the same for the same seed, and another one on the next day", () => {
  const samples = DAYS.map((day) => drawn(CASES, SAMPLE, day));
  expect(DAYS.map((day) => drawn(CASES, SAMPLE, day))).toEqual(samples);
  for (const [index, sample] of samples.slice(1).entries()) {
    expect(sample).not.toEqual(samples[index]);
  }
});

test("from whatever day on, every case is drawn before twice as many days are over", () => {
  for (let first = 0; first < DAYS.length - 10; first++) {
    const days = DAYS.slice(first, first + 10);
    const seen = new Set(days.flatMap((day) => drawn(CASES, SAMPLE, day)));
    expect([...seen].sort()).toEqual([...CASES].sort());
  }
});

test("where a sample is drawn on some days alone, because its file takes turns, nothing stays out of it", () => {
  for (const oneIn of [2, 4, 5, 13]) {
    const some = daysFrom(600).filter((_, at) => at % oneIn === 0);
    const seen = new Set(some.flatMap((day) => drawn(CASES, SAMPLE, day)));
    expect([...seen].sort()).toEqual([...CASES].sort());
  }
});
