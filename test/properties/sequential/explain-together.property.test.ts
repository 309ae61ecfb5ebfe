import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlayEvent } from "../../../src/properties/sequential/event.ts";
import { explainTogether } from "../../../src/properties/sequential/explain-together.ts";
import {
  follow,
  type Knowledge,
  NOTHING_KNOWN,
} from "../../../src/properties/sequential/knowledge.ts";
import { type AnyOutcome, isForbidden } from "../../../src/properties/sequential/spec.ts";
import { fewer } from "../../sampled.ts";
import { event } from "./event.ts";
import { ACCEPTED, LOCK, type LockCall, REFUSED } from "./lock.ts";

type Events = readonly PlayEvent<LockCall, AnyOutcome>[];
type State = "free" | "taken";

const intervals = fc.array(
  fc.record({
    call: fc.constantFrom<LockCall["call"]>("take", "give"),
    began: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 8 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    accepted: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

const isExplained = (events: Events): boolean =>
  explainTogether(events, NOTHING_KNOWN as Knowledge<State>, LOCK) !== undefined;

test("what a server did in one order is always explained, however its calls overlap", () => {
  fc.assert(
    fc.property(intervals, (calls) => {
      const moments = calls.map((call) => ({
        ...call,
        moment: call.began + call.at * call.length,
      }));
      let state: State = "free";
      const events = moments
        .toSorted((a, b) => a.moment - b.moment)
        .map(({ call, began, length }) => {
          const accepted = call === "give" || state === "free";
          if (accepted) state = call === "give" ? "free" : "taken";
          const outcome = accepted ? ACCEPTED : REFUSED;
          return event<LockCall, AnyOutcome>({ call, of: "a" }, outcome, [began, began + length]);
        });
      expect(isExplained(events)).toBe(true);
    }),
    { numRuns: fewer(300) },
  );
});

test("it says of every history what trying all orders says, and knows what each of them leaves", () => {
  fc.assert(
    fc.property(intervals, (calls) => {
      const events = calls.map(({ call, began, length, accepted }) =>
        event<LockCall, AnyOutcome>({ call, of: "a" }, accepted ? ACCEPTED : REFUSED, [
          began,
          began + length,
        ]),
      );
      const left = endsOf(events, "free");
      const known = explainTogether(events, NOTHING_KNOWN as Knowledge<State>, LOCK);
      expect(new Set(known?.get("a"))).toEqual(left);
    }),
    { numRuns: fewer(500) },
  );
});

test("of calls one after the other it says what following them says: a sequence is a race with one branch", () => {
  const steps = fc.array(
    fc.record({
      call: fc.constantFrom<LockCall["call"]>("take", "give"),
      of: fc.constantFrom("a", "b"),
      accepted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  );
  fc.assert(
    fc.property(steps, (calls) => {
      const events = calls.map(({ accepted, ...call }, index) =>
        event<LockCall, AnyOutcome>(call, accepted ? ACCEPTED : REFUSED, [
          2 * index,
          2 * index + 1,
        ]),
      );
      expect(explainTogether(events, NOTHING_KNOWN as Knowledge<State>, LOCK)).toEqual(
        inTurn(events),
      );
    }),
    { numRuns: fewer(500) },
  );
});

function inTurn(events: Events): Knowledge<State> | undefined {
  let known: Knowledge<State> = NOTHING_KNOWN;
  for (const one of events) {
    const followed = follow(known, one, LOCK);
    if (isForbidden(followed)) return undefined;
    known = followed.known;
  }
  return known;
}

/** What every order that agrees with time leaves, one by one. */
function endsOf(left: Events, state: State): ReadonlySet<State> {
  if (left.length === 0) return new Set([state]);
  const ends = left.flatMap((next) => {
    const others = left.filter((other) => other !== next);
    if (others.some(({ ended }) => ended < next.began)) return [];
    const step = LOCK.step(state, next.call, next.outcome, false);
    return isForbidden(step) ? [] : step.states.flatMap((after) => [...endsOf(others, after)]);
  });
  return new Set(ends);
}
