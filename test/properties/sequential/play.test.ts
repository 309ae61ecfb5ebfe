import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { Play } from "../../../src/properties/sequential/play.ts";
import {
  type AnyCall,
  type AnyOutcome,
  explained,
  type SequentialSpec,
} from "../../../src/properties/sequential/spec.ts";
import { ACCEPTED, give, LOCK, type LockCall, REFUSED, take } from "./lock.ts";

/** Everything is right, and how often the resource was called is known. */
const COUNTS: SequentialSpec<number, AnyCall, AnyOutcome> = {
  start: () => 0,
  step: (count) => explained([count + 1]),
};

const planned = (...calls: readonly string[]) =>
  calls.map((call) => ({ call: { call, of: "a" }, over: "own" as const }));
const branch = (...calls: readonly string[]) => ({ after: 0, calls: planned(...calls) });

test("the branches are in flight together, and their own calls one after the other", async () => {
  const together: Set<string>[] = [];
  const flying = new Set<string>();
  const play = new Play({
    spec: COUNTS,
    make: async ({ call: { call } }) => {
      flying.add(call);
      together.push(new Set(flying));
      await delay(5);
      flying.delete(call);
      return { outcome: ACCEPTED, step: 1 };
    },
  });
  await play.inTurn(planned("before"), "before");
  await play.together([branch("a", "b"), branch("c"), branch("d")]);
  await play.inTurn(planned("after"), "after");
  expect(together).toContainEqual(new Set(["a", "c", "d"]));
  expect(together.some((calls) => calls.has("a") && calls.has("b"))).toBe(false);
  expect(together[0]).toEqual(new Set(["before"]));
  expect(together.at(-1)).toEqual(new Set(["after"]));
  const { history, known } = play;
  const [a, b] = ["a", "b"].map((name) => history.find(({ call }) => call.call === name));
  expect(a?.ended).toBeLessThan(b?.began ?? 0);
  expect(new Set(history.flatMap(({ began, ended }) => [began, ended])).size).toBe(12);
  expect(known).toEqual(new Map([["a", [6]]]));
});

test("a call without an answer ends the race only when every branch has ended", async () => {
  let ended = 0;
  const play = new Play({
    spec: COUNTS,
    make: async ({ call: { call } }) => {
      if (call === "lost") throw new Error("no answer");
      await delay(5);
      ended++;
      return { outcome: ACCEPTED, step: 1 };
    },
  });
  await expect(play.together([branch("lost"), branch("slow")])).rejects.toThrow("no answer");
  expect(ended).toBe(1);
});

/** A server that answers as it is told, one answer after the other. */
function answering(...outcomes: readonly AnyOutcome[]) {
  const left = [...outcomes];
  const make = async () => {
    const outcome = left.shift();
    return outcome && { outcome, step: outcomes.length - left.length };
  };
  return new Play<"free" | "taken", LockCall, AnyOutcome>({ spec: LOCK, make });
}

const inOrder = (...calls: readonly LockCall[]) =>
  calls.map((call) => ({ call, over: "own" as const }));

test("a play ends with the first answer that the calls before it forbid, and says what forbids it", async () => {
  const play = answering(ACCEPTED, REFUSED, ACCEPTED, ACCEPTED);
  const shown: (readonly string[])[] = [];
  const unexplained = await play.inTurn(inOrder(take, take, take, give), "before", (_, shows) =>
    shown.push(shows),
  );
  expect(unexplained).toMatchObject({
    event: { call: take, outcome: ACCEPTED, step: 3 },
    forbidden: { forbids: ["L-2"] },
  });
  expect(shown).toEqual([["L-1"], ["L-2"]]);
  expect(play.history).toHaveLength(3);
  expect(play.refusals).toBe(1);
});

test("the next call of a play may depend on what is known, and one that cannot be made is no part of it", async () => {
  const play = answering(ACCEPTED, ACCEPTED);
  function* calls() {
    yield* inOrder(take);
    if (play.known.get("a")?.includes("taken")) yield* inOrder(give);
    yield* inOrder(take);
  }
  expect(await play.inTurn(calls(), "before")).toBeUndefined();
  expect(play.history.map(({ call }) => call)).toEqual([take, give]);
});

test("what was called before a play is known to it, and no part of its history", () => {
  const playing = { spec: LOCK, make: async () => undefined };
  const play = new Play(playing, [{ call: take, outcome: ACCEPTED }]);
  expect(play.known.get("a")).toEqual(["taken"]);
  expect(play.history).toEqual([]);
});
