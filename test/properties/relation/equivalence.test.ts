import { describe, expect, test } from "vitest";
import { HOSTILE_FAULTS } from "../../../reference/faults/hostile.ts";
import { sampled } from "../../sampled.ts";
import { recorder } from "../../wire/servers.ts";
import { claimOf, complaints, judged, moved, rulesOf } from "./judged.ts";

const RULES = rulesOf("relation-");
const CLAIMED = HOSTILE_FAULTS.map(({ name }) => name).filter((name) =>
  RULES.some(({ faults }) => faults.includes(name)),
);
const SEEDS = [1, 2];
const LEGAL = sampled(["documented", "classic", "current", "austere", "lenient"], {
  oneIn: 5,
  name: (dialect) => dialect,
});
const FOUND = sampled(
  SEEDS.flatMap((seed) => CLAIMED.map((fault) => ({ seed, fault }))),
  { oneIn: 4, name: ({ seed, fault }) => `${fault} ${seed}` },
);
/** One relation of several operations each day: their requests are made alike. */
const ASKED = sampled(RULES, {
  oneIn: 4,
  name: ({ id }) => id,
  kind: ({ property }) => property ?? "",
});

describe.concurrent("no legal server is blamed for what is one request to it", () => {
  test.each(LEGAL)("%s", async (dialect) => {
    const { verdicts, leftovers } = await judged(ASKED, { dialect });
    expect(complaints(verdicts)).toEqual([]);
    expect(leftovers).toEqual([]);
  });
});

describe.concurrent("a server is found out", () => {
  test.each(FOUND)("with seed $seed: $fault", async ({ seed, fault }) => {
    const { verdicts } = await judged([claimOf(fault, RULES)], { faults: [fault] }, { seed });
    const [failure] = verdicts.flatMap(({ failures }) => failures);
    expect(failure, complaints(verdicts).join("; ")).toMatchObject({ reproduced: "3/3" });
    // The twin before and after, and what differs from it.
    expect(failure?.steps.length).toBeLessThanOrEqual(7);
  });
});

test("a failing case names the one difference that matters", async () => {
  const fault = "chunked-body-loses-tail";
  const { verdicts } = await judged([claimOf(fault, RULES)], { faults: [fault] });
  expect(verdicts[0]?.failures[0]).toMatchObject({
    counterexample: { twins: ["accepted"], variants: ["chunked transfer encoding"] },
    expected: ['with chunked transfer encoding, the same verdict as without: "accepted"'],
  });
});

describe("a server that always says the same passes nothing", () => {
  test.each([
    ["success", '<response success="true" error="" ChunkSize="300001"/>'],
    ["bad Request", '<response success="false" error="bad Request"/>'],
    ["nothing", ""],
    ["a page", "<html><body>Welcome</body></html>"],
  ])("%s", async (_what, body) => {
    const headers = { "content-type": "text/xml" };
    const { baseUrl } = await recorder(() => ({ body, headers }));
    const { verdicts } = await judged(RULES, {}, { change: (target) => moved(target, baseUrl) });
    expect(verdicts.filter(({ verdict }) => verdict === "pass")).toEqual([]);
    expect(verdicts.filter(({ verdict }) => verdict === "fail")).toEqual([]);
  });
});
