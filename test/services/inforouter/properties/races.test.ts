import { expect, test } from "vitest";
import { DIALECTS } from "../../../../reference/dialects.ts";
import type { Rule } from "../../../../src/model/rule.ts";
import type { UnitVerdict } from "../../../../src/model/unit.ts";
import { judgeWith, SPECS } from "../../../run/judge-with.ts";
import { sampled } from "../../../sampled.ts";

const RACES = SPECS.rules.filter(
  ({ service, property }) => service === "inforouter" && property?.startsWith("race-"),
);
/** More are looked at when the rules change; two show that it is no luck. */
const SEEDS = [1, 2];
const FOUND = sampled(
  SEEDS.flatMap((seed) =>
    RACES.flatMap((rule) => rule.faults.map((fault) => ({ seed, rule, fault }))),
  ),
  { oneIn: 5, name: ({ seed, rule, fault }) => `${rule.id} ${fault} ${seed}` },
);

/** The first failure over the bindings, one after the other. */
async function found(rule: Rule, fault: string, seed: number): Promise<UnitVerdict | undefined> {
  for (const binding of rule.bindings) {
    const over = { ...rule, bindings: [binding] };
    const { verdicts } = await judgeWith([over], { faults: [fault] }, { seed });
    const failed = verdicts.find(({ verdict }) => verdict === "fail");
    if (failed) return failed;
  }
  return undefined;
}

/** The longest smallest plan: create, two chunks at once, and three calls that show the document. */
const FEW_STEPS = 7;

test.concurrent.each(FOUND)(
  "with seed $seed $rule.id finds $fault, shrunk to a few calls",
  // A smaller plan must show the race again to be kept: on a busy machine it may not.
  { retry: 3 },
  async ({ seed, rule, fault }) => {
    const failure = (await found(rule, fault, seed))?.failures[0];
    expect(failure, "no case failed").toBeDefined();
    expect(failure?.steps.length).toBeLessThanOrEqual(FEW_STEPS);
    // Ten repetitions alone, and the case itself.
    expect(failure?.reproduced).toMatch(/^([1-9]|1[01])\/11$/);
    // curl sends one call after the other.
    expect(failure?.curl).toMatch(/in flight at the same time.*assay replay/s);
  },
);

const OWN_DIALECTS = DIALECTS.filter(({ services }) => services === undefined);

test.concurrent.each(sampled(OWN_DIALECTS, { oneIn: 11, name: ({ name }) => name }))(
  "no race raises a false alarm on the dialect $name",
  async ({ name }) => {
    const { verdicts, leftovers } = await judgeWith(RACES, { dialect: name }, { runs: 3 });
    const bad = verdicts.filter(({ verdict }) => verdict !== "pass");
    expect(bad.map(({ rule, binding, reason }) => `${rule} ${binding}: ${reason}`)).toEqual([]);
    expect(leftovers).toEqual([]);
  },
);

test("a GUID that comes twice is proof, however seldom, and shown with both creates", async () => {
  const rule = RACES.find(({ property }) => property === "race-creates");
  const failed = rule && (await found(rule, "create-duplicates-one-in-500", 3));
  const steps = failed?.failures[0]?.steps ?? [];
  expect(steps.map(({ call }) => call)).toEqual(["CreateUploadHandler", "CreateUploadHandler"]);
  const [guid, again] = steps.map(({ answer }) => /UploadHandler="([^"]+)"/.exec(answer)?.[1]);
  expect(guid).toBeDefined();
  expect(again).toBe(guid);
});

test("where a target allows one request at a time no race applies", async () => {
  const { verdicts } = await judgeWith(
    RACES.slice(1, 2),
    {},
    {
      change: (target) => ({ ...target, limits: { ...target.limits, concurrency: 1 } }),
    },
  );
  expect(verdicts).not.toEqual([]);
  for (const { verdict, reason } of verdicts) {
    expect(verdict).toBe("not-applicable");
    expect(reason).toBe("the target's limits allow one request at a time");
  }
});
