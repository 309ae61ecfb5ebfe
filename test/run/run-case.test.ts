import { expect, test } from "vitest";
import { callOnce } from "../../src/run/case/call-once.ts";
import type { CaseState } from "../../src/run/case/case-state.ts";
import { runCase } from "../../src/run/case/run-case.ts";
import type { OpenTarget } from "../../src/run/target/open-target.ts";
import { SPECS } from "./judge-with.ts";
import { openReference } from "./open-reference.ts";

const opened = (): Promise<OpenTarget> => openReference({ dialect: "austere" });

/** Runs a case with the sessions that a rule asks for. */
async function inCase(
  open: OpenTarget,
  session: "own" | "shared",
  body: (state: CaseState) => Promise<void>,
): Promise<void> {
  const rule = SPECS.rules.find((one) => one.service === "inforouter" && one.session === session);
  if (!rule) throw new Error(`no rule with a ${session} session`);
  const result = await runCase({ open, rule, body, bindings: ["get"], inputs: {}, index: 0 });
  expect(result).toMatchObject({ verdict: "held" });
}

test("a case keeps its session while another case has the shared one renewed", async () => {
  const open = await opened();
  await inCase(open, "shared", async ({ ticket }) => {
    const before = await ticket("owner");
    const renewed = await open.sessionsOf("inforouter").instead(before ?? "");
    expect(renewed).not.toBe(before);
    expect(await open.sessionsOf("inforouter").ticket("owner")).toBe(renewed);
    expect(await ticket("owner")).toBe(before);
  });
  await inCase(open, "shared", async ({ ticket }) => {
    expect(await ticket("owner")).toBe(await open.sessionsOf("inforouter").ticket("owner"));
  });
});

test("calls of one case that begin together have one session of its own", async () => {
  const open = await opened();
  await inCase(open, "own", async ({ ticket }) => {
    const [one, other] = await Promise.all([ticket("owner"), ticket("owner")]);
    expect(other).toBe(one);
    expect(one).not.toBe(await open.sessionsOf("inforouter").ticket("owner"));
  });
});

test("what a case removed and made anew is removed at its end", async () => {
  const open = await opened();
  const path = "/Library/inbox/made-anew.bin";
  const upload = { path, fileContent: { bytes: 10, seed: 1 } };
  const exists = async (state: CaseState): Promise<string> => {
    const answer = await callOnce({ call: "DocumentExists", with: { Path: path } }, "get", state);
    return answer.kind === "element" ? (answer.attributes["success"] ?? "") : answer.kind;
  };
  await inCase(open, "shared", async (state) => {
    await callOnce({ call: "UploadDocument", with: upload }, "post", state);
    await callOnce({ call: "DeleteDocument", with: { Path: path } }, "get", state);
    expect(await exists(state)).toBe("false");
    await callOnce({ call: "UploadDocument", with: upload }, "post", state);
    expect(await exists(state)).toBe("true");
  });
  await inCase(open, "shared", async (state) => expect(await exists(state)).toBe("false"));
  expect(open.leftovers.words()).toEqual([]);
});
