import fc from "fast-check";
import { expect, test } from "vitest";
import { sequence } from "../../../src/properties/sequential/sequence.ts";

const COMMAND = fc.record({ step: fc.constantFrom("wait", "open", "break", "use"), by: fc.nat(9) });
const MOST = 20;

/** Fails when something is opened, then broken, then used; counts how often it was asked. */
function failing(asked: { times: number }) {
  return fc.property(sequence(COMMAND, MOST), (commands) => {
    asked.times++;
    const steps = commands.map(({ step }) => step);
    const opened = steps.indexOf("open");
    const broken = opened < 0 ? -1 : steps.indexOf("break", opened);
    return broken < 0 || !steps.slice(broken).includes("use");
  });
}

test.each([1, 2, 3, 4, 5])(
  "seed %i: only the commands that matter remain, in few tries",
  (seed) => {
    const asked = { times: 0 };
    const { counterexample, numRuns } = fc.check(failing(asked), { seed, numRuns: 1000 });
    expect(counterexample?.[0]).toEqual([
      { step: "open", by: 0 },
      { step: "break", by: 0 },
      { step: "use", by: 0 },
    ]);
    expect(asked.times - numRuns).toBeLessThan(80);
  },
);

test("the same seed gives the same sequences, of every length", () => {
  const sample = (seed: number) => fc.sample(sequence(COMMAND, MOST), { seed, numRuns: 200 });
  expect(sample(1)).toEqual(sample(1));
  expect(sample(1)).not.toEqual(sample(2));
  expect(new Set(sample(1).map(({ length }) => length)).size).toBe(MOST + 1);
});
