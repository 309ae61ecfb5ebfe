import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Branch } from "../../../src/properties/race/race-plan.ts";
import { runRace } from "../../../src/properties/race/run-race.ts";

const branch = (...calls: readonly string[]): Branch<string> => ({ after: 0, over: "own", calls });
const ACCEPTED = { outcome: { kind: "accepted" }, step: 1 } as const;

test("the branches are in flight together, and their own calls one after the other", async () => {
  const plan = {
    prefix: ["before"],
    branches: [branch("a", "b"), branch("c"), branch("d")],
    suffix: ["after"],
  };
  const together: Set<string>[] = [];
  const flying = new Set<string>();
  const history = await runRace(plan, async (call) => {
    flying.add(call);
    together.push(new Set(flying));
    await delay(5);
    flying.delete(call);
    return ACCEPTED;
  });
  expect(together).toContainEqual(new Set(["a", "c", "d"]));
  expect(together.some((calls) => calls.has("a") && calls.has("b"))).toBe(false);
  expect(together[0]).toEqual(new Set(["before"]));
  expect(together.at(-1)).toEqual(new Set(["after"]));
  const [a, b] = ["a", "b"].map((name) => history.find(({ call }) => call === name));
  expect(a?.ended).toBeLessThan(b?.began ?? 0);
  expect(new Set(history.flatMap(({ began, ended }) => [began, ended])).size).toBe(12);
});

test("a call without an answer ends the race only when every branch has ended", async () => {
  let ended = 0;
  const race = runRace(
    { prefix: [], branches: [branch("lost"), branch("slow")], suffix: ["never"] },
    async (call) => {
      if (call === "lost") throw new Error("no answer");
      await delay(5);
      ended++;
      return ACCEPTED;
    },
  );
  await expect(race).rejects.toThrow("no answer");
  expect(ended).toBe(1);
});
