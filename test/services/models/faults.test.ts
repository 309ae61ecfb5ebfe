import { expect, test } from "vitest";
import { FAULTS } from "../../../reference/faults.ts";
import { judgeWith } from "../../run/judge-with.ts";
import { sampled } from "../../sampled.ts";
import { MODEL_RULES } from "./rules.ts";

/** With the default number of cases, whatever the seed is. */
const SEEDS = [1, 2];

/** The most commands that the smallest failing sequence has. */
const COMMANDS: Readonly<Record<string, number>> = {
  "delete-upload-spares-after-second-refused": 3,
  "refusal-fails-next-call": 2,
  "refusal-ends-session": 2,
  "finalize-again-over-other-binding": 2,
  "delete-upload-unissued-removes-newest": 1,
  "chunk-of-stranger-is-appended": 2,
  "create-after-three-deletes-is-dead": 4,
  "delete-upload-twice-removes-document": 3,
  "delete-download-spares-after-end-twice": 2,
  "delete-download-unissued-removes-newest": 1,
  "download-of-stranger-ends-handler": 2,
  "delete-api-unknown-removes-newest": 1,
  "delete-api-repeat-succeeds-beside-another": 2,
  "store-api-revives-last-deleted": 3,
};

function brokenBy(fault: string): readonly string[] {
  return FAULTS.find(({ name }) => name === fault)?.statements ?? [];
}

const claims = MODEL_RULES.flatMap((rule) => rule.faults.map((fault) => ({ rule, fault })));

test("every fault that a model claims is looked at here", () => {
  expect(claims.map(({ fault }) => fault).sort()).toEqual(Object.keys(COMMANDS).sort());
});

const TODAY = sampled(
  claims.flatMap((claim) => SEEDS.map((seed) => ({ ...claim, seed }))),
  { oneIn: 6, name: ({ fault, seed }) => `${fault} ${seed}` },
);

test.each(TODAY)(
  "$fault is found and shrunk to the commands that matter, with seed $seed",
  async ({ rule, fault, seed }) => {
    const { verdicts } = await judgeWith([rule], { faults: [fault] }, { seed });
    const [failure] = verdicts[0]?.failures ?? [];
    expect(verdicts[0]?.verdict).toBe("fail");
    expect(failure?.reproduced).toBe("3/3");
    const commands = failure?.counterexample["commands"];
    expect(Array.isArray(commands) && commands.length).toBeLessThanOrEqual(COMMANDS[fault] ?? 0);
    expect(failure?.expected[0]).toMatch(/\(.*[A-Z]{3}-\d\d.*\)$/);
    // Only what the fault breaks is to blame, whichever way it was found.
    for (const { statements } of verdicts[0]?.failures ?? []) {
      expect(brokenBy(fault)).toEqual(expect.arrayContaining([...statements]));
    }
  },
);
