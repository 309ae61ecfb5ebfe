import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { MadeBytes } from "../../src/model/made-bytes.ts";
import { createClient } from "../../src/wire/client/client.ts";

const TOO_LARGE =
  "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlong";
/** It is made while it goes out, and takes its time: the server is gone before it is written. */
const BODY = new MadeBytes(2 * 1024 * 1024, (start, end) => {
  const until = performance.now() + 2;
  while (performance.now() < until);
  return Buffer.alloc(end - start, "x");
});

/** A server in a thread of its own, which answers as soon as it has the head of a request, and reads no body. */
const IMPATIENT = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.pause();
      socket.write(workerData, () => socket.destroy());
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function impatientServer(answer: string): Promise<string> {
  const worker = new Worker(IMPATIENT, { eval: true, workerData: answer });
  onTestFinished(async () => void (await worker.terminate()));
  const [port] = (await once(worker, "message")) as [number];
  return `http://127.0.0.1:${port}/upload`;
}

async function send(url: string) {
  const client = createClient({
    concurrency: 4,
    timeoutMs: 10_000,
    allowedOrigins: [new URL(url).origin],
  });
  onTestFinished(() => client.close());
  const headers = { "Content-Type": "application/octet-stream" };
  const request = { method: "POST", url, headers, body: BODY } as const;
  return Promise.all(Array.from({ length: 12 }, () => client.send(request)));
}

test("what a server says before it has read a body, and closes, is its answer", async () => {
  const replies = await send(await impatientServer(TOO_LARGE));
  const said = replies.map((reply) => (reply.kind === "response" ? reply.status : reply.kind));
  expect(said).toEqual(said.map(() => 413));
});

test("a server that only closes has not answered", async () => {
  const replies = await send(await impatientServer(""));
  expect(replies.map(({ kind }) => kind)).not.toContain("response");
});
