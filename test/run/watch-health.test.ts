import { expect, test } from "vitest";
import type { Reply } from "../../src/model/call.ts";
import type { WireFailureCode } from "../../src/model/exchange.ts";
import { SetUpError } from "../../src/run/target/sessions.ts";
import { watchHealth } from "../../src/run/target/watch-health.ts";
import type { Client } from "../../src/wire/client/client.ts";

const REQUEST = { method: "GET", url: "http://127.0.0.1:1/srv.asmx/x", headers: {}, body: null };
const ANSWER: Reply = {
  kind: "response",
  status: 200,
  headers: {},
  body: Buffer.alloc(0),
  durationMs: 1,
};

function failure(code: WireFailureCode): Reply {
  return { kind: "failure", code, message: `It is ${code}.`, durationMs: 1 };
}

/** A client whose replies are told, by path and count. */
function watched(
  reply: (path: string, count: number) => Reply,
  options: { readonly patienceMs?: number; readonly signal?: AbortSignal } = {},
) {
  const sent: string[] = [];
  const send: Client["send"] = async ({ url }) => {
    sent.push(new URL(url).pathname);
    return reply(new URL(url).pathname, sent.length);
  };
  const client = { send, sendRaw: async () => ANSWER } as unknown as Client;
  return { client: watchHealth(client, { patienceMs: 100, ...options }), sent };
}

test("after five requests without an answer, and a heartbeat without one, everything is refused", async () => {
  const { client, sent } = watched(() => failure("reset"), { patienceMs: 0 });
  for (let n = 0; n < 5; n++) await client.send(REQUEST);
  expect(sent.at(-1)).toBe("/");
  const before = sent.length;
  await expect(client.send(REQUEST)).rejects.toThrow(
    "the target was lost on the way: no answer: it is reset",
  );
  await expect(client.sendRaw({ url: REQUEST.url, pieces: [] })).rejects.toThrow(SetUpError);
  expect(sent).toHaveLength(before);
});

test("a target that answers heartbeats is not lost", async () => {
  const { client, sent } = watched((path) => (path === "/" ? ANSWER : failure("timeout")));
  for (let n = 0; n < 12; n++) await client.send(REQUEST);
  expect(sent.filter((path) => path === "/")).toHaveLength(2);
});

test("a target that is away for a moment is waited for, and gets what it could not take", async () => {
  const { client, sent } = watched(
    (_, count) => (count >= 2 && count <= 4 ? failure("refused") : ANSWER),
    { patienceMs: 5000 },
  );
  expect(await client.send(REQUEST)).toBe(ANSWER);
  expect(await client.send(REQUEST)).toBe(ANSWER);
  expect(sent.slice(1)).toEqual(["/srv.asmx/x", "/", "/", "/", "/srv.asmx/x"]);
});

test("a target that never was there is not waited for", async () => {
  const { client, sent } = watched(() => failure("refused"), { patienceMs: 60_000 });
  expect(await client.send(REQUEST)).toMatchObject({ code: "refused" });
  expect(sent).toEqual(["/srv.asmx/x"]);
});

test("who is interrupted does not wait for a target to come back", async () => {
  const { client } = watched((_, count) => (count === 1 ? ANSWER : failure("refused")), {
    patienceMs: 60_000,
    signal: AbortSignal.abort(),
  });
  await client.send(REQUEST);
  expect(await client.send(REQUEST)).toMatchObject({ code: "refused" });
  await expect(client.send(REQUEST)).rejects.toThrow("the target was lost on the way");
});
