import fc from "fast-check";
import { bindingsThat } from "../../model/binding.ts";
import type { Branch } from "./race-plan.ts";

/** Most starts are one instant; milliseconds. */
const STARTS = [0, 0, 0, 0, 0, 0, 1, 2];

/** How often a part of a plan is there, of ten times. */
export const MOSTLY = 9;
export const HALF = 5;
const TEN = 10;

/**
 * Any of several calls or branches, each there as often as the list says. Each can be left out by
 * itself when a plan shrinks, which the elements of an array with a least length cannot.
 */
export function some<C>(
  value: fc.Arbitrary<C>,
  likely: readonly number[],
): fc.Arbitrary<readonly C[]> {
  const slots = likely.map((times) =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: TEN - times, arbitrary: fc.constant([]) },
      { weight: times, arbitrary: one(value) },
    ),
  );
  return inOrder(...slots);
}

/** One call or branch, always. */
export function one<C>(call: fc.Arbitrary<C>): fc.Arbitrary<readonly C[]> {
  return call.map((value) => [value]);
}

/** Those that a server may offer beside each other. */
const MIXED = bindingsThat(({ isAlone }) => !isAlone);

/** A branch that makes these calls, over any binding. */
export function branch<C>(
  calls: fc.Arbitrary<readonly C[]>,
  starts: readonly number[] = STARTS,
): fc.Arbitrary<Branch<C>> {
  return fc.record({
    after: fc.constantFrom(...starts),
    over: fc.constantFrom("own" as const, ...MIXED),
    calls,
  });
}

/** Two branches mostly, or as many as there is room for. */
export function branches<C>(
  calls: fc.Arbitrary<readonly C[]>,
  most: number,
): fc.Arbitrary<readonly Branch<C>[]> {
  const likely = Array.from({ length: most }, (_, index) => (index < 2 ? MOSTLY : HALF));
  return some(branch(calls), likely).map((all) => all.filter(({ calls: own }) => own.length > 0));
}

/** The calls or branches of several parts, in their order. */
export function inOrder<C>(
  ...parts: readonly fc.Arbitrary<readonly C[]>[]
): fc.Arbitrary<readonly C[]> {
  return fc.tuple(...parts).map((all) => all.flat());
}
