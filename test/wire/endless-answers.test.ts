import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { createClient } from "../../src/wire/client/client.ts";

/** A server in a thread of its own, which answers a request with what it is given, again and again, as fast as it can. */
const ENDLESS = `
  const { parentPort, workerData: { first, again } } = require("node:worker_threads");
  const block = again.repeat(Math.ceil(65536 / again.length));
  const server = require("node:net").createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(first);
      const go = () => { while (!socket.destroyed && socket.write(block)); };
      socket.on("drain", go);
      go();
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function endlessServer(first: string, again: string): Promise<string> {
  const worker = new Worker(ENDLESS, { eval: true, workerData: { first, again } });
  onTestFinished(async () => void (await worker.terminate()));
  const [port] = (await once(worker, "message")) as [number];
  return `http://127.0.0.1:${port}/upload`;
}

/** Each as one message that never ends, and what is said of it. */
const ENDLESS_ANSWERS = [
  ["answers of 1xx", "", "HTTP/1.1 102 Processing\r\n\r\n", "More than 100 answers of 1xx"],
  ["a head", "HTTP/1.1 200 OK\r\n", "X-More: 1\r\n", "larger"],
  ["a body without a length", "HTTP/1.1 200 OK\r\n\r\n", "x", "larger than 1000000 bytes"],
  [
    "chunks",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "1\r\nx\r\n",
    "larger than 1000000 bytes",
  ],
] as const;

test.each(ENDLESS_ANSWERS)(
  "%s without an end are given up long before the deadline",
  async (...of) => {
    const [, first, again, says] = of;
    const url = await endlessServer(first, again);
    const client = createClient({
      concurrency: 1,
      timeoutMs: 60_000,
      maxResponseBytes: 1_000_000,
      allowedOrigins: [new URL(url).origin],
    });
    onTestFinished(() => client.close());
    const reply = await client.send({ method: "GET", url, headers: {}, body: null });
    expect(reply).toMatchObject({ kind: "failure", code: "too-large" });
    expect(reply).toHaveProperty("message", expect.stringContaining(says));
  },
);

test("answers of 1xx without an end are given up by what writes bytes as they are, too", async () => {
  const url = await endlessServer("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
  const client = createClient({
    concurrency: 1,
    timeoutMs: 60_000,
    allowedOrigins: [new URL(url).origin],
  });
  onTestFinished(() => client.close());
  const pieces = [Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n")];
  const reply = await client.sendRaw({ url, pieces, method: "GET" });
  expect(reply).toMatchObject({ kind: "failure", code: "too-large" });
});
