import http from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type ClientOptions, createClient } from "../../src/wire/client/client.ts";
import { listen } from "./servers.ts";

const ANSWER_MS = 20;

/** A server that takes a moment for each answer, and a client for it. */
async function measured(options: Partial<ClientOptions>) {
  let inside = 0;
  let most = 0;
  const arrivals: number[] = [];
  const server = http.createServer((request, response) => {
    arrivals.push(performance.now());
    most = Math.max(most, ++inside);
    request.resume();
    setTimeout(() => {
      inside--;
      response.end("x");
    }, ANSWER_MS);
  });
  const baseUrl = `http://127.0.0.1:${await listen(server)}`;
  const client = createClient({
    timeoutMs: 10_000,
    concurrency: 8,
    allowedOrigins: [baseUrl],
    ...options,
  });
  onTestFinished(() => client.close());
  const request = { method: "POST", url: `${baseUrl}/x`, headers: {}, body: "x".repeat(2000) };
  const pieces = [Buffer.from("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")];
  /** One request of each kind that there is. */
  const sendEach = () => [
    client.send(request),
    client.send({ ...request, transfer: { parts: 2, pause: 5 } }),
    client.sendRaw({ url: baseUrl, pieces }),
  ];
  return { sendEach, arrivals, most: () => most, client };
}

test("no more requests are in flight than allowed, of whatever kind", async () => {
  const { sendEach, arrivals, most, client } = await measured({ concurrency: 2 });
  const replies = await Promise.all([...sendEach(), ...sendEach(), ...sendEach(), ...sendEach()]);
  expect(replies.every(({ kind }) => kind === "response")).toBe(true);
  expect(arrivals).toHaveLength(12);
  expect(most()).toBe(2);
  expect(client.stats().requests).toBe(12);
});

test("requests of all kinds keep one pace", async () => {
  const { sendEach, arrivals } = await measured({ requestsPerSecond: 50 });
  await Promise.all([...sendEach(), ...sendEach(), ...sendEach(), ...sendEach()]);
  // Twelve at 50 a second, whose last one goes 220 ms after the first; each may be late.
  expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(180);
});

test("bytes keep a pace of their own", async () => {
  const { sendEach } = await measured({ bytesPerSecond: 40_000 });
  const started = performance.now();
  await Promise.all([...sendEach(), ...sendEach(), ...sendEach()]);
  // Six bodies of 2,000 bytes, the last of which waits for five.
  expect(performance.now() - started).toBeGreaterThan(250);
});
