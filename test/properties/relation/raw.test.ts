import net from "node:net";
import { expect, test } from "vitest";
import { sendRaw } from "../../../src/wire/client/raw.ts";
import { listen, rawServer, recorder } from "../../wire/servers.ts";

const OPTIONS = { timeoutMs: 1000 };
const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const GET = bytes("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

async function sent(url: string, more: object = {}) {
  return sendRaw({ url, pieces: [GET], ...more }, { ...OPTIONS, allowedOrigins: [url] });
}

test("pieces arrive as packets of their own, and as one message", async () => {
  const packets: string[] = [];
  const server = net.createServer((socket) => {
    socket.on("data", (packet) => {
      packets.push(packet.toString("latin1"));
      if (packets.join("").endsWith("\r\n\r\n")) {
        socket.end("HTTP/1.1 204 No Content\r\nX-A: 1\r\nx-a: 2\r\n\r\n");
      }
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const pieces = [bytes("GET / HT"), bytes("TP/1.1\r\nHost: x\r\n\r\n")];
  const reply = await sendRaw({ url, pieces, pauseMs: 20 }, { ...OPTIONS, allowedOrigins: [url] });
  expect(packets).toEqual(pieces.map((piece) => piece.toString("latin1")));
  expect(reply).toMatchObject({ kind: "response", status: 204, headers: { "x-a": "1, 2" } });
});

test("a body is read by its length, by its chunks, and to the end of the connection", async () => {
  for (const answer of [
    "Content-Length: 5\r\n\r\nhello",
    "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
    "Connection: close\r\n\r\nhello",
  ]) {
    const url = await rawServer((socket) => socket.end(`HTTP/1.1 200 OK\r\n${answer}`));
    const reply = await sent(url);
    expect(reply.kind === "response" && reply.body.toString()).toBe("hello");
  }
});

test.each<[string, (socket: net.Socket) => void, object, string]>([
  ["closes without a word", (socket) => socket.end(), {}, "reset"],
  ["resets", (socket) => socket.resetAndDestroy(), {}, "reset"],
  [
    "stops in the middle",
    (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
    {},
    "reset",
  ],
  ["speaks no HTTP", (socket) => socket.end("220 mail\r\n"), {}, "bad-http"],
  ["says nothing", () => {}, {}, "timeout"],
  ["is left alone", () => {}, { cutAfterMs: 50 }, "other"],
])("a server that %s gives no answer and throws nothing", async (_what, act, more, code) => {
  const url = await rawServer((socket) => act(socket));
  expect(await sent(url, more)).toMatchObject({ kind: "failure", code });
});

test("nobody listens", async () => {
  expect(await sent("http://127.0.0.1:1")).toMatchObject({ kind: "failure", code: "refused" });
});

test("nothing is sent to an origin that is not allowed", async () => {
  const { baseUrl, requests } = await recorder();
  const options = { ...OPTIONS, allowedOrigins: ["http://127.0.0.1:1"] };
  await expect(sendRaw({ url: baseUrl, pieces: [GET] }, options)).rejects.toThrow("not an allowed");
  expect(requests).toEqual([]);
});
