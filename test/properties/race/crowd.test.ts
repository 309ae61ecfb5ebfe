import { expect, test } from "vitest";
import { type Crowd, type Load, scriptOf } from "../../../src/properties/race/crowd.ts";
import { judgeCrowd } from "../../../src/properties/race/judge-crowd.ts";
import type { AnyOutcome } from "../../../src/properties/sequential/spec.ts";
import { type CaseState, StopCase } from "../../../src/run/case/case-state.ts";
import { ACCEPTED, REFUSED } from "../sequential/lock.ts";
import { ROOMS, type Room, type RoomCall } from "../sequential/rooms.ts";

type UserCall = RoomCall & { readonly as: string; readonly of: string };
type Answering = (call: UserCall, turn: () => Promise<void>) => Promise<AnyOutcome>;

const LOAD: Load = { seed: 1, calls: 1500, resources: 20, clients: 8, users: 2 };

/** Rooms that are taken and given back by turns. */
const life: Crowd<Room, UserCall, AnyOutcome>["life"] = (of, as, _, { between }) =>
  Array.from({ length: between(3, 12) }, (__, index) => ({
    ...{ call: index % 2 === 0 ? "take" : "give", of, as },
  })) as UserCall[];

/** Lets a crowd call a server that is in this process, and gives what was judged. */
async function judged(answer: Answering, load = LOAD): Promise<CaseState> {
  let busy = 0;
  const state = {
    open: { target: { limits: { concurrency: 8, requestsPerSecond: 0 } } },
    rule: { statements: ["R-1"] },
    trace: [],
    creations: [],
    mismatches: [],
    exercised: new Set(),
  } as unknown as CaseState;
  const turn = async (): Promise<void> => {
    for (let left = ++busy % 4; left >= 0; left--) await Promise.resolve();
  };
  const crowd: Crowd<Room, UserCall, AnyOutcome> = {
    users: 2,
    resources: "rooms",
    life,
    enter: async () => ({
      spec: ROOMS,
      make: async ({ call }) => {
        await turn();
        const outcome = await answer(call, turn);
        await turn();
        return { outcome, step: state.trace.push({ operation: call.call } as never) };
      },
    }),
  };
  const describe = ({ call, of }: UserCall): string => `${call} ${of}`;
  await judgeCrowd(load, { crowd, describe, expected: "some order of the calls" }, state);
  return state;
}

/** A server that is right. */
function rooms(): (call: UserCall) => AnyOutcome {
  const taken = new Set<string>();
  return ({ call, of }) => {
    const isRight = call === "take" ? !taken.has(of) : taken.has(of);
    if (call === "take") taken.add(of);
    else taken.delete(of);
    return isRight ? ACCEPTED : REFUSED;
  };
}

test("thousands of calls of a server that is right hold", async () => {
  const answer = rooms();
  const state = await judged(async (call) => answer(call));
  expect(state.mismatches).toEqual([]);
  expect(state.trace).toHaveLength(LOAD.calls);
});

test("a server that looks and then acts is told by the few calls that show it", async () => {
  const taken = new Set<string>();
  const state = await judged(async ({ call, of }, turn) => {
    const isRight = call === "take" ? !taken.has(of) : taken.has(of);
    await turn();
    if (call === "take") taken.add(of);
    else taken.delete(of);
    return isRight ? ACCEPTED : REFUSED;
  });
  const [mismatch] = state.mismatches;
  expect(mismatch?.actual).toMatch(/^among 1500 calls of \d+ rooms, no order explains /);
  const { history = [] } = mismatch ?? {};
  expect(new Set(history.map(({ call }) => call.split(" ")[1])).size).toBe(1);
  expect(mismatch?.actual.split(" | ").length).toBeLessThan(6);
  expect(history.some(({ unexplained }) => unexplained)).toBe(true);
  expect(history.length).toBeLessThan(15);
  // Of thousands of calls only what proves it is evidence.
  expect(state.trace.length).toBeLessThan(15);
});

test("answers that go to the wrong one of two calls are told", async () => {
  const answer = rooms();
  let calls = 0;
  const state = await judged(async (call) => {
    const right = answer(call);
    return ++calls === 700 ? (right === ACCEPTED ? REFUSED : ACCEPTED) : right;
  });
  expect(state.mismatches.length).toBeGreaterThan(0);
});

test("a resource that a call got no answer of is left out, and the others are judged", async () => {
  const answer = rooms();
  const lost = async (call: UserCall): Promise<AnyOutcome> => {
    if (call.of === "h3") throw new StopCase("undecided", "no answer");
    const right = answer(call);
    return call.of === "h5" && call.call === "give" ? REFUSED : right;
  };
  const state = await judged(lost);
  expect(state.mismatches[0]?.history?.every(({ call }) => call.endsWith(" h5"))).toBe(true);
  const none = judged(async () => {
    throw new StopCase("undecided", "no answer");
  });
  await expect(none).rejects.toThrow("no answer");
});

test("who calls what is up to the seed alone, and nobody waits for what comes behind", () => {
  const script = scriptOf(LOAD, { life });
  expect(scriptOf(LOAD, { life })).toEqual(script);
  expect(scriptOf({ ...LOAD, seed: 2 }, { life })).not.toEqual(script);
  const born = new Set<string>();
  for (const { call, isFirst } of script) {
    if (isFirst) born.add(call.of);
    expect(born.has(call.of)).toBe(true);
  }
});
