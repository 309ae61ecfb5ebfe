import { expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { sessionEnded } from "../../src/run/case/session-ended.ts";
import type { TraceEntry } from "../../src/run/case/trace.ts";
import { ACCEPTED, BAD_REQUEST } from "../judge/answers.ts";
import { openReference } from "./open-reference.ts";

const UNAUTHORIZED: Answer = { kind: "refusal", by: "http", status: 401, what: "HTTP 401" };

/** A call as the owner, with a ticket, and what it got. */
function called(ticket: string, answer: Answer): TraceEntry {
  const call = { arguments: [{ name: "authenticationTicket", value: ticket }] };
  return {
    ...{ operation: "Send", binding: "get", as: "owner", with: {}, without: [], save: {}, answer },
    sent: { call } as unknown as NonNullable<TraceEntry["sent"]>,
  };
}

test("a session that is still good has not ended, whatever its calls got", async () => {
  const open = await openReference({});
  const ticket = (await open.sessionsOf("inforouter").ticket("owner")) ?? "";
  for (const answer of [ACCEPTED, BAD_REQUEST, UNAUTHORIZED]) {
    expect(await sessionEnded(open, "inforouter", [called(ticket, answer)])).toBe(false);
  }
});

test("one that is refused by now has ended, also where no call of the case says so", async () => {
  let now = Date.UTC(2026, 0, 1);
  const open = await openReference({ ticketLifetimeMs: 60_000, clock: () => now });
  const ticket = (await open.sessionsOf("inforouter").ticket("owner")) ?? "";
  now += 60_001;
  expect(await sessionEnded(open, "inforouter", [called(ticket, ACCEPTED)])).toBe(true);
});

test("of one that the case had for itself only a refusal tells", async () => {
  const open = await openReference({});
  const entry = (answer: Answer) => called("nobody's any more", answer);
  expect(await sessionEnded(open, "inforouter", [entry(ACCEPTED)])).toBe(false);
  expect(await sessionEnded(open, "inforouter", [entry(UNAUTHORIZED)])).toBe(true);
});
