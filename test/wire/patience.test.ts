import { expect, onTestFinished, test } from "vitest";
import { type ClientOptions, createClient } from "../../src/wire/client/client.ts";
import { type Recorded, recorder } from "./servers.ts";

type Answer = { status?: number; headers?: Record<string, string>; body?: string };

async function clientOf(
  answer: (request: Recorded) => Answer,
  options: Partial<ClientOptions> = {},
) {
  const { baseUrl, requests } = await recorder(answer);
  const client = createClient({
    timeoutMs: 2000,
    concurrency: 4,
    allowedOrigins: [baseUrl],
    ...options,
  });
  onTestFinished(() => client.close());
  const send = (path: string) =>
    client.send({ method: "POST", url: `${baseUrl}/${path}`, headers: {}, body: path });
  return { client, send, requests, baseUrl };
}

const BUSY = { status: 429, headers: { "retry-after": "0" } };

test("a request that was not taken is sent again, and what the server said is counted", async () => {
  let busy = 2;
  const { client, send, requests } = await clientOf(() => (busy-- > 0 ? BUSY : { body: "taken" }));
  expect(await send("a")).toMatchObject({ kind: "response", status: 200 });
  expect(requests.map(({ body }) => body.toString())).toEqual(["a", "a", "a"]);
  expect(client.stats()).toMatchObject({ requests: 3, throttled: 2 });
});

test("nothing is sent before the time that a server asks for is over", async () => {
  const arrived: { path: string; at: number }[] = [];
  let busy = true;
  const { send } = await clientOf(({ url }) => {
    arrived.push({ path: url, at: performance.now() });
    const answer = busy ? { status: 503, headers: { "retry-after": "1" } } : {};
    busy = false;
    return answer;
  });
  const first = send("first");
  await new Promise((resolve) => setTimeout(resolve, 100));
  await Promise.all([first, send("second"), send("third")]);
  expect(arrived.map(({ path }) => path)).toEqual(["/first", "/first", "/second", "/third"]);
  expect((arrived[1]?.at ?? 0) - (arrived[0]?.at ?? 0)).toBeGreaterThan(990);
});

test("a server that never takes a request is a failure, and keeps the others waiting no longer", async () => {
  const { send, requests } = await clientOf(() => BUSY);
  const reply = await send("a");
  expect(reply).toMatchObject({ kind: "failure", code: "throttled" });
  expect(reply.kind === "failure" && reply.message).toBe(
    "The server asked to wait (HTTP 429, Retry-After: 0), and did not take the request after 5 waits.",
  );
  expect(requests).toHaveLength(6);
  const others = await Promise.all([send("b"), send("c"), send("d")]);
  for (const other of others) expect(other).toMatchObject({ kind: "failure", code: "throttled" });
  expect(requests.length).toBeLessThan(10);
});

test("nobody waits for an hour", async () => {
  const { send, requests } = await clientOf(() => ({
    status: 503,
    headers: { "retry-after": "3600" },
  }));
  const reply = await send("a");
  expect(reply).toMatchObject({
    code: "throttled",
    message: "The server asked to wait for 3600 seconds (HTTP 503, Retry-After: 3600).",
  });
  expect(requests).toHaveLength(1);
});

test("who is interrupted waits no longer", async () => {
  const stop = new AbortController();
  const { send } = await clientOf(() => ({ status: 429, headers: { "retry-after": "60" } }), {
    signal: stop.signal,
  });
  const reply = send("a");
  setTimeout(() => stop.abort(), 100);
  expect(await reply).toMatchObject({ kind: "failure", code: "throttled" });
});

test("all requests of a limited server are taken in the end", async () => {
  // A window of 100 ms takes three.
  let left = 3;
  const timer = setInterval(() => {
    left = 3;
  }, 100);
  onTestFinished(() => clearInterval(timer));
  const { send } = await clientOf(() => (left-- > 0 ? {} : BUSY));
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => send(`r${n}`)));
  expect(replies.every((reply) => reply.kind === "response" && reply.status === 200)).toBe(true);
});

test("raw bytes wait as all others do", async () => {
  let busy = true;
  const { client, baseUrl, requests } = await clientOf(() => {
    const answer = busy ? BUSY : {};
    busy = false;
    return answer;
  });
  const bytes = Buffer.from("GET /raw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const reply = await client.sendRaw({ url: baseUrl, pieces: [bytes] });
  expect(reply).toMatchObject({ kind: "response", status: 200 });
  expect(requests).toHaveLength(2);
});
