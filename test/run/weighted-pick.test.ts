import fc from "fast-check";
import { expect, test } from "vitest";
import { weightedPick } from "../../src/run/campaign/weighted-pick.ts";
import { numbersOf } from "../../src/run/case/seed.ts";

const weights = fc.array(fc.double({ min: 0.25, max: 32, noNaN: true }), { minLength: 1 });
/** Also the ends, and what rounding makes of sums. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

test("something is picked wherever one points", () => {
  fc.assert(
    fc.property(weights, place, (from, at) => {
      expect(from).toContain(weightedPick(from, (weight) => weight, at));
    }),
  );
});

test("each is picked as often as its weight says", () => {
  const random = numbersOf(7, "test");
  const counts = { a: 0, b: 0, c: 0 };
  const weightOf = (name: keyof typeof counts): number => ({ a: 1, b: 3, c: 6 })[name];
  for (let draw = 0; draw < 10_000; draw++) {
    const picked = weightedPick(["a", "b", "c"] as const, weightOf, random());
    if (picked) counts[picked]++;
  }
  expect(counts.a / 10_000).toBeCloseTo(0.1, 1);
  expect(counts.b / 10_000).toBeCloseTo(0.3, 1);
  expect(counts.c / 10_000).toBeCloseTo(0.6, 1);
});

test("where there is nothing nothing is picked", () => {
  expect(weightedPick([], () => 1, 0.5)).toBeUndefined();
});

test("numbers of a seed are spread evenly, and the same again", () => {
  const draw = (seed: number): readonly number[] => {
    const next = numbersOf(seed, "test");
    return Array.from({ length: 2000 }, next);
  };
  const numbers = draw(1);
  expect(draw(1)).toEqual(numbers);
  expect(draw(2)).not.toEqual(numbers);
  for (let tenth = 0; tenth < 10; tenth++) {
    const inside = numbers.filter((one) => Math.floor(one * 10) === tenth).length;
    expect(inside).toBeGreaterThan(150);
    expect(inside).toBeLessThan(250);
  }
});
