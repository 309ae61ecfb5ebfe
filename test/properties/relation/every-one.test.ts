import fc from "fast-check";
import { expect, test } from "vitest";
import { everyOne } from "../../../src/properties/relation/every-one.ts";

const LIST = ["a", "b", "c", "d"];

test("a case holds the whole list, in its order", () => {
  expect(fc.sample(everyOne(LIST), 2)).toEqual([LIST, LIST]);
});

test("a failure shrinks to the first element that fails by itself", () => {
  const property = fc.property(everyOne(LIST), (some) => !some.some((one) => one > "b"));
  const { counterexample, numRuns } = fc.check(property, { numRuns: 1 });
  expect(counterexample).toEqual([["c"]]);
  expect(numRuns).toBe(1);
});

test("a failure that no element shows by itself stays whole", () => {
  const { counterexample } = fc.check(
    fc.property(everyOne(LIST), (some) => some.length < 2),
    { numRuns: 1 },
  );
  expect(counterexample).toEqual([LIST]);
});

test("of two lists each shrinks", () => {
  const both = fc.record({ left: everyOne(LIST), right: everyOne(LIST) });
  const property = fc.property(
    both,
    ({ left, right }) => !(left.includes("b") && right.includes("d")),
  );
  const { counterexample } = fc.check(property, { numRuns: 1 });
  expect(counterexample).toEqual([{ left: ["b"], right: ["d"] }]);
});
