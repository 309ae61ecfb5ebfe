import fc from "fast-check";
import { expect, test } from "vitest";
import { isLinearizable } from "../../../src/properties/race/linearizable.ts";
import type { RaceEvent } from "../../../src/properties/race/race-event.ts";
import type { SequentialSpec } from "../../../src/properties/race/sequential-spec.ts";
import { event } from "./event.ts";

/** A lock: taking it succeeds once, giving it back always. Sees every difference of order. */
type Call = "take" | "give";

const LOCK: SequentialSpec<"free" | "taken", Call> = {
  start: "free",
  key: (state) => state,
  step: (state, call, { kind }) => {
    if (call === "give") return kind === "accepted" ? ["free"] : [];
    if (state === "free") return kind === "accepted" ? ["taken"] : [];
    return kind === "refused" ? [state] : [];
  },
};

const intervals = fc.array(
  fc.record({
    call: fc.constantFrom<Call>("take", "give"),
    began: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 8 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    accepted: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

test("what a server did in one order is always explained, however its calls overlap", () => {
  fc.assert(
    fc.property(intervals, (calls) => {
      const moments = calls.map((call) => ({
        ...call,
        moment: call.began + call.at * call.length,
      }));
      let state: "free" | "taken" = "free";
      const history = moments
        .toSorted((a, b) => a.moment - b.moment)
        .map(({ call, began, length }) => {
          const accepted = call === "give" || state === "free";
          if (accepted) state = call === "give" ? "free" : "taken";
          return event(call, accepted ? "accepted" : "refused", [began, began + length]);
        });
      expect(isLinearizable(history, LOCK)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("it says of every history what trying all orders says", () => {
  fc.assert(
    fc.property(intervals, (calls) => {
      const history = calls.map(({ call, began, length, accepted }) =>
        event(call, accepted ? "accepted" : "refused", [began, began + length]),
      );
      expect(isLinearizable(history, LOCK)).toBe(someOrder(history, "free"));
    }),
    { numRuns: 500 },
  );
});

/** Every order that agrees with time, one by one. */
function someOrder(left: readonly RaceEvent<Call>[], state: "free" | "taken"): boolean {
  if (left.length === 0) return true;
  return left.some((next) => {
    const others = left.filter((other) => other !== next);
    if (others.some(({ ended }) => ended < next.began)) return false;
    return LOCK.step(state, next.call, next.outcome, false).some((after) =>
      someOrder(others, after),
    );
  });
}
