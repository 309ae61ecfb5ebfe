import fc from "fast-check";
import { expect, test } from "vitest";
import { explainHistory } from "../../../src/properties/sequential/explain-history.ts";
import { follow, type Knowledge } from "../../../src/properties/sequential/knowledge.ts";
import { type AnyOutcome, isForbidden } from "../../../src/properties/sequential/spec.ts";
import { fewer } from "../../sampled.ts";
import { event } from "./event.ts";
import { ACCEPTED, REFUSED } from "./lock.ts";
import {
  type MadeUp,
  ROOMS,
  type Room,
  type RoomCall,
  type RoomEvent,
  rightHistory,
} from "./rooms.ts";

const NOTHING: Knowledge<Room> = new Map();
const explain = (events: readonly RoomEvent[], spec = ROOMS) =>
  explainHistory(events, NOTHING, spec);
const isRight = (events: readonly RoomEvent[]): boolean => {
  const { unexplained, unjudged } = explain(events);
  return unexplained.length + unjudged.length === 0;
};

const madeUp = (rooms: number, last: number, calls: readonly MadeUp["call"][]) =>
  fc
    .record({
      call: fc.constantFrom(...calls),
      room: fc.nat({ max: rooms - 1 }),
      began: fc.integer({ min: 0, max: last }),
      length: fc.integer({ min: 1, max: 9 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(
      ({ room, ...made }): MadeUp => (made.call === "clear" ? made : { ...made, of: `r${room}` }),
    );

test("a long history of a server that is right is explained, however its calls overlap", () => {
  // Evenly spread: what a bias puts into one moment has more orders than can be tried.
  const calls = fc.noBias(
    fc.array(madeUp(5, 400, ["take", "give", "give"]), { minLength: 300, maxLength: 400 }),
  );
  fc.assert(
    fc.property(calls, (made) => {
      expect(isRight(rightHistory(made))).toBe(true);
    }),
    { numRuns: fewer(20), endOnFailure: true },
  );
});

test("so is one with calls that name no resource", () => {
  const calls = fc.noBias(
    fc.array(madeUp(5, 400, ["take", "give", "give", "clear"]), { minLength: 100, maxLength: 200 }),
  );
  fc.assert(
    fc.property(calls, (made) => {
      expect(isRight(rightHistory(made))).toBe(true);
    }),
    { numRuns: fewer(20), endOnFailure: true },
  );
});

/** Any answers, right or wrong. */
const anyEvents = fc
  .array(fc.tuple(madeUp(2, 12, ["take", "give", "clear"]), fc.boolean()), { maxLength: 5 })
  .map((made) =>
    made.map(([{ call, of, began, length }, isTaken]): RoomEvent => {
      const what: RoomCall = of === undefined ? { call } : { call, of };
      return event(what, isTaken ? ACCEPTED : REFUSED, [began, began + length]);
    }),
  );

test("it says of every history what trying all orders says, and knows what each of them leaves", () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const left = endsOf(events, events);
      const { known, unexplained } = explain(events);
      expect(unexplained.length === 0).toBe(left.length > 0);
      if (left.length === 0) return;
      const all = new Map<string, Set<string>>();
      for (const end of left) {
        for (const [name, states] of end) {
          const texts = all.get(name) ?? new Set<string>();
          all.set(name, texts);
          for (const state of states) texts.add(JSON.stringify(state));
        }
      }
      const said = [...known].map(([name, states]) => [
        name,
        new Set(states.map((state) => JSON.stringify(state))),
      ]);
      expect(new Map(said as [string, Set<string>][])).toEqual(all);
    }),
    { numRuns: fewer(300) },
  );
});

test("whether it looks resource by resource or at all of them together, it says the same", () => {
  const { apart: _, ...whole } = ROOMS;
  fc.assert(
    fc.property(anyEvents, (events) => {
      const isWrong = (spec: typeof ROOMS) => explain(events, spec).unexplained.length > 0;
      expect(isWrong(ROOMS)).toBe(isWrong(whole));
    }),
    { numRuns: fewer(300) },
  );
});

test("of a wrong history it shows the first answer that no order explains, and the calls until then", () => {
  const ofOne = anyEvents.map((events) => events.filter(({ call }) => call.of === "r0"));
  fc.assert(
    fc.property(ofOne, (events) => {
      const [window] = explain(events).unexplained;
      const answered = events.toSorted((a, b) => a.ended - b.ended);
      const first = answered.find(({ ended }) => {
        const begun = events.filter(({ began }) => began <= ended);
        const required = begun.filter((one) => one.ended <= ended);
        return endsOf(begun, required).length === 0;
      });
      expect(window?.last.ended).toBe(first?.ended);
      if (!window) return;
      expect(window.events).toContain(window.last);
      expect(window.events.every(({ began }) => began <= window.last.ended)).toBe(true);
    }),
    { numRuns: fewer(300) },
  );
});

test("one wrong answer among thousands is told by a few calls of its resource alone", () => {
  let step = 0;
  const numbers = fc.sample(fc.noBias(madeUp(20, 4000, ["take", "give"])), {
    numRuns: 4000,
    seed: 1,
  });
  const right = rightHistory(numbers).toSorted((a, b) => a.began - b.began);
  const at = right.findIndex(
    ({ call, outcome, began }) => began > 2000 && call.call === "take" && outcome === REFUSED,
  );
  // A right one stays right where both answers can be explained: taken twice in a row cannot.
  const wrong = right.map((one, index) => ({
    ...one,
    step: ++step,
    ...(index >= at && one.call.of === right[at]?.call.of && one.call.call === "take"
      ? { outcome: ACCEPTED }
      : {}),
  }));
  expect(isRight(right)).toBe(true);
  const { unexplained } = explain(wrong);
  expect(unexplained).toHaveLength(1);
  const [window] = unexplained;
  expect(new Set(window?.events.map(({ call }) => call.of))).toEqual(new Set([right[at]?.call.of]));
  expect(window?.events.length).toBeLessThan(40);
});

test("a window with too many orders is not judged, and no other is refused for it", () => {
  // Every set of them can have been done: a call that all others overlap leaves none out.
  const many = Array.from({ length: 30 }, (_, index) =>
    event<RoomCall, AnyOutcome>({ call: "take", of: `r0` }, REFUSED, [index, 1000 + index]),
  );
  const free = { ...ROOMS, step: (state: Room) => ({ states: [state], shows: [] }) };
  const { unexplained, unjudged } = explain(many, free);
  expect({ unexplained, unjudged }).toEqual({ unexplained: [], unjudged: ["r0"] });
});

/** What every order of some of the calls leaves, in agreement with time; none where no order is explained. */
function endsOf(
  left: readonly RoomEvent[],
  required: readonly RoomEvent[],
  known = NOTHING,
): readonly Knowledge<Room>[] {
  if (!left.some((one) => required.includes(one))) return [known];
  return left.flatMap((next) => {
    const others = left.filter((other) => other !== next);
    if (others.some((one) => one.ended < next.began)) return [];
    const followed = follow(known, next, ROOMS, false);
    return isForbidden(followed) ? [] : endsOf(others, required, followed.known);
  });
}
