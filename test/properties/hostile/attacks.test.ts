import http from "node:http";
import { describe, expect, test } from "vitest";
import { HOSTILE_FAULTS } from "../../../reference/faults/hostile.ts";
import type { Target } from "../../../src/model/target.ts";
import { judgeWith } from "../../run/judge-with.ts";
import { sampled } from "../../sampled.ts";
import { listen, recorder } from "../../wire/servers.ts";
import { claimOf, complaints, judged, moved, rulesOf, TICKET } from "../relation/judged.ts";

/** Judged in a file of their own: each case takes more than a second. */
const SLOW = ["cut-body-slows-server", "soap-expands-without-limit"];
const RULES = rulesOf("hostile-");
const CLAIMED = HOSTILE_FAULTS.map(({ name }) => name).filter((name) =>
  RULES.some(({ faults }) => faults.includes(name) && !SLOW.includes(name)),
);

const ASKED = sampled(RULES, {
  oneIn: 4,
  name: ({ id }) => id,
  kind: ({ property }) => property ?? "",
});
const FOUND = sampled(
  [1, 2].flatMap((seed) => CLAIMED.map((fault) => ({ seed, fault }))),
  { oneIn: 4, name: ({ seed, fault }) => `${fault} ${seed}` },
);

describe("no legal server is blamed for how it refuses", () => {
  test.each(["classic"])("%s", async (dialect) => {
    const { verdicts, leftovers } = await judged(ASKED, { dialect });
    expect(complaints(verdicts)).toEqual([]);
    expect(leftovers).toEqual([]);
  });
});

describe("a server is found out", () => {
  test.each(FOUND)("with seed $seed: $fault", async ({ seed, fault }) => {
    const { verdicts } = await judged([claimOf(fault, RULES)], { faults: [fault] }, { seed });
    const [failure] = verdicts.flatMap(({ failures }) => failures);
    expect(failure, complaints(verdicts).join("; ")).toMatchObject({ reproduced: "3/3" });
    expect(failure?.counterexample["attacks"]).toHaveLength(1);
  });
});

test("nothing is sent unless the safety is full", async () => {
  const change = (target: Target): Target => ({ ...target, safety: "sandbox" });
  const { verdicts } = await judgeWith(RULES, {}, { change });
  expect(verdicts).not.toEqual([]);
  for (const { verdict, requests, reason } of verdicts) {
    expect([verdict, requests]).toEqual(["not-applicable", 0]);
    expect(reason).toContain("hostile");
  }
});

test("a server that never answers one value is found out within its deadline", async () => {
  const server = http.createServer(({ url = "" }, response) => {
    if (url.includes("etc%2Fpasswd")) return;
    const right = new RegExp(`Ticket=${TICKET}&\\w+=[0-9a-f-]{36}$`).test(url);
    response.setHeader("content-type", "text/xml");
    response.end(`<response success="${right}" error="${right ? "" : "bad Request"}"/>`);
  });
  const baseUrl = `http://127.0.0.1:${await listen(server)}`;
  const change = (target: Target): Target => ({
    ...moved(target, baseUrl),
    limits: { ...target.limits, timeoutMs: 300 },
  });
  const claim = claimOf("control-characters-crash", RULES);
  const { verdicts } = await judged([claim], {}, { change });
  expect(verdicts[0]?.failures[0]).toMatchObject({
    counterexample: { attacks: ["ticket: upwards, with slashes"] },
    actual: "no answer: within 300 ms no answer came",
  });
});

test("a server that accepts everything survives nothing", async () => {
  const headers = { "content-type": "text/xml" };
  const { baseUrl } = await recorder(() => ({ body: '<r success="true" error=""/>', headers }));
  const { verdicts } = await judged(RULES, {}, { change: (target) => moved(target, baseUrl) });
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(["inconclusive"]));
});
