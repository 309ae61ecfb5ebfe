import fc from "fast-check";
import { expect, test } from "vitest";
import { casesAhead } from "../../src/run/case/cases-ahead.ts";
import type { CaseResult } from "../../src/run/case/trace.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { judgeWith } from "./judge-with.ts";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function held(reason: string): CaseResult {
  const nothing = { mismatches: [], exercised: new Set<string>(), trace: [], observed: [] };
  return { verdict: "held", reason, ...nothing, chosen: [] };
}

const RULES = BUILT_IN.rules.filter(({ id }) =>
  [
    "inforouter.delete-upload-handler.malformed-guid",
    "inforouter.delete-upload-handler.every-malformed-guid",
    "inforouter.create-upload-handler.any-sequence",
  ].includes(id),
);

test.each<[string, readonly string[]]>([
  ["a sound server", []],
  ["a server with a fault", ["delete-upload-accepts-non-guid"]],
])("of %s the same is judged, however many cases run at the same time", async (_, faults) => {
  const judge = async (ahead: number) => {
    const { verdicts, leftovers } = await judgeWith(RULES, { faults }, { runs: 8, ahead });
    expect(leftovers).toEqual([]);
    return verdicts.map(({ durationMs: _ms, failures, ...verdict }) => ({
      ...verdict,
      failures: failures.map(({ counterexample, seed, reproduced }) => ({
        ...{ counterexample, seed, reproduced },
      })),
    }));
  };
  const inTurn = await judge(1);
  expect(inTurn.some(({ failures }) => failures.length > 0)).toBe(faults.length > 0);
  expect(await judge(5)).toEqual(inTurn);
});

test("cases run beside each other, no more than so many, and come in the order of their inputs", async () => {
  const inputs = Array.from({ length: 10 }, (_, n) => ({ n }));
  let [running, most] = [0, 0];
  const ahead = casesAhead(inputs, 3, async ({ n }, nth) => {
    most = Math.max(most, ++running);
    // The later ones are the faster ones.
    for (let wait = 10 - nth; wait > 0; wait--) await tick();
    running--;
    return held(`${String(n)} ${nth}`);
  });
  const seen: (string | undefined)[] = [];
  for (let next = ahead.next(); next; next = ahead.next()) seen.push((await next).reason);
  expect(seen).toEqual(inputs.map(({ n }) => `${n} ${n}`));
  expect(most).toBe(3);
});

test("once it ends nothing begins, and nothing is under way, whatever that comes to", async () => {
  let [begun, over] = [0, 0];
  const ahead = casesAhead(
    Array.from({ length: 10 }, () => ({})),
    4,
    async (_, nth) => {
      begun++;
      await tick();
      over++;
      if (nth > 0) throw new Error("nobody asks for it");
      return held("");
    },
  );
  await ahead.next();
  await ahead.end();
  expect({ begun, over }).toEqual({ begun: 4, over: 4 });
  expect(ahead.next()).toBeUndefined();
});

test("the values of a sample are those of a check: a case that began early is the one whose turn it is", async () => {
  const inputs = fc.record({ text: fc.string(), list: fc.array(fc.integer()), one: fc.uuid() });
  for (const seed of [1, -77, 2_000_000]) {
    const checked: unknown[] = [];
    const property = fc.asyncProperty(inputs, async (value) => void checked.push(value));
    await fc.check(property, { numRuns: 60, seed, maxSkipsPerRun: 1 });
    expect(checked).toEqual(fc.sample(inputs, { numRuns: 60, seed }));
  }
});
