import { expect, test } from "vitest";
import type { ReferenceOptions } from "../../reference/server.ts";
import { asksAgain } from "../../src/run/case/asks-again.ts";
import { type CallValues, callOnce } from "../../src/run/case/call-once.ts";
import type { CaseState } from "../../src/run/case/case-state.ts";
import { runCase } from "../../src/run/case/run-case.ts";
import type { CaseResult } from "../../src/run/case/trace.ts";
import { makeDeciding } from "../../src/services/inforouter/properties/handlers/make-call.ts";
import { element } from "../judge/answers.ts";
import { judgeWith, SPECS } from "./judge-with.ts";
import { openReference } from "./open-reference.ts";

const RULE = SPECS.rules.find(({ id }) => id === "inforouter.upload-file-chunk.appends-in-order");

/** Runs calls as one case against a server. */
async function inCase(
  server: ReferenceOptions,
  body: (state: CaseState) => Promise<void>,
): Promise<CaseResult> {
  if (!RULE) throw new Error("the rule is no more");
  const open = await openReference(server);
  return runCase({ open, rule: RULE, body, bindings: ["post"], inputs: {}, index: 0 });
}

const CREATE: CallValues = { call: "CreateUploadHandler", save: { handler: "UploadHandler" } };
const chunk = (seed: number, more = {}): CallValues => ({
  call: "UploadFileChunk",
  with: { uploadHandler: "$handler", fileChunk: { bytes: { size: 10, seed } }, ...more },
});
const askedAgain = ({ trace }: CaseResult) => trace.map((entry) => entry.askedAgain ?? false);

test("a chunk that is asked for again is sent again, each sending a step, and the last answer counts", async () => {
  const result = await inCase({ dialect: "transient-tryagain" }, async (state) => {
    await callOnce(CREATE, "post", state);
    for (let seed = 1; seed <= 8; seed++) {
      const answer = await callOnce(chunk(seed, { lastChunk: seed === 8 }), "post", state);
      expect(answer).toMatchObject({ attributes: { success: "true", tryagain: "false" } });
    }
    expect(state.scope.get("sent")).toHaveLength(80);
  });
  expect(result).toMatchObject({ verdict: "held" });
  expect(askedAgain(result)).toEqual([...Array(7).fill(false), true, false, false]);
});

test("so is one of a race", async () => {
  const result = await inCase({ dialect: "transient-tryagain" }, async (state) => {
    await callOnce(CREATE, "post", state);
    for (let seed = 1; seed <= 7; seed++) {
      const { outcome } = await makeDeciding(chunk(seed), "post", state, { reads: false });
      expect(outcome.kind).toBe("accepted");
    }
  });
  expect(askedAgain(result).filter(Boolean)).toEqual([true]);
});

test("a server that always asks again is heeded four times", async () => {
  const result = await inCase({ faults: ["chunk-always-asks-again"] }, async (state) => {
    await callOnce(CREATE, "post", state);
    const answer = await callOnce(chunk(1), "post", state);
    expect(answer).toMatchObject({ attributes: { tryagain: "true" } });
    expect(state.scope.get("sent")).toHaveLength(0);
  });
  expect(askedAgain(result)).toEqual([false, true, true, true, true, false]);
});

test("a CRC that the rule gives itself, or leaves out, is an answer as any", async () => {
  const result = await inCase({}, async (state) => {
    await callOnce(CREATE, "post", state);
    await callOnce(chunk(1, { chunkHEXCRC: "DEADBEEF" }), "post", state);
    await callOnce({ ...chunk(1), without: ["chunkHEXCRC"] }, "post", state);
  });
  expect(result.trace).toHaveLength(3);
  expect(result.trace[1]?.answer).toMatchObject({ attributes: { tryagain: "true" } });
});

test("a CRC that the rule gives is no reason to ask again where it is right, however it is written", async () => {
  const result = await inCase({ dialect: "strict-forms" }, async (state) => {
    await callOnce(CREATE, "post", state);
    await callOnce(chunk(12, { chunkHEXCRC: "0d40de2e" }), "post", state);
  });
  expect(askedAgain(result)).toEqual([false, true, true, true, true, false]);
});

test.each([
  ["of the operation's documents", { tryagain: "true" }, true],
  ["with another value", { tryagain: "True" }, false],
  ["without it", {}, false],
])("an attribute %s decides whether an answer asks again", (_, attributes, expected) => {
  const operation = SPECS.operations["inforouter"]?.["UploadFileChunk"] ?? {};
  expect(asksAgain(operation, {}, element({ success: "true", ...attributes }))).toBe(expected);
  expect(asksAgain({}, {}, element({ success: "true", ...attributes }))).toBe(false);
});

test("a rule about chunks holds where chunks are asked for again now and then, and fails where always", async () => {
  const rules = SPECS.rules.filter(({ id }) => id === RULE?.id);
  const verdictsOn = async (server: Parameters<typeof judgeWith>[1]) =>
    (await judgeWith(rules, server, { runs: 10 })).verdicts.map(({ verdict }) => verdict);
  expect(new Set(await verdictsOn({ dialect: "transient-tryagain" }))).toEqual(new Set(["pass"]));
  const always = await verdictsOn({ faults: ["chunk-always-asks-again"] });
  expect(new Set(always)).toEqual(new Set(["fail"]));
});
