import https from "node:https";
import net from "node:net";
import { describe, expect, test } from "vitest";
import type { Transfer } from "../../src/model/transfer.ts";
import { createClient } from "../../src/wire/client/client.ts";
import { rawRequest } from "../../src/wire/encode/transfer.ts";
import { selfSigned } from "./certificates.ts";
import { listen } from "./servers.ts";

const BODY = Buffer.from("0123456789".repeat(10));
const request = (url: string, transfer: Transfer, method = "POST") => ({
  ...{ method, url: `${url}/up?a=%20b`, headers: { "X-Tag": ["a", "é"] }, body: BODY, transfer },
});

/** What a request looks like on the wire; its head and what follows. */
function written(transfer: Transfer, method?: string) {
  const { pieces, ...rest } = rawRequest(request("http://h:1", transfer, method), transfer);
  const [head = "", ...body] = Buffer.concat(pieces).toString("latin1").split("\r\n\r\n");
  return { head: head.split("\r\n"), body: body.join("\r\n\r\n"), rest };
}

describe("a transfer on the wire", () => {
  test("is cut after so many bytes, or so much of it, and never whole", () => {
    const lengths = [0, 5, { share: 0.5 }, { share: 0.999 }, 100, 5000].map(
      (cut) => written({ cut }).body.length,
    );
    expect(lengths).toEqual([0, 5, 50, 99, 99, 99]);
    const { head, rest } = written({ cut: 5, by: "reset" });
    expect(head[0]).toBe("POST /up?a=%20b HTTP/1.1");
    expect(head).toContain("Content-Length: 100");
    expect(rest.end).toEqual({ by: "reset", after: "5 of 100 bytes" });
  });

  test("announces another length than it has", () => {
    const more = written({ announce: { more: 7 } });
    expect([more.head.at(-1), more.body.length]).toEqual(["Content-Length: 107", 100]);
    expect(more.rest.end).toEqual({ by: "close", after: "100 of 107 bytes" });
    const fewer = written({ announce: { fewer: 30 } });
    expect([fewer.head.at(-1), fewer.body.length]).toEqual(["Content-Length: 70", 100]);
    expect(fewer.rest.end).toBeUndefined();
    expect(written({ announce: { fewer: 300 } }).head.at(-1)).toBe("Content-Length: 0");
  });

  test("goes in chunks with extensions and trailers, which may be cut, too", () => {
    const odd = written({ chunked: { size: 64, extension: true, trailers: { "X-Sum": "5" } } });
    expect(odd.head).toContain("Transfer-Encoding: chunked");
    expect(odd.head).toContain("Trailer: X-Sum");
    expect(odd.head.join()).not.toContain("Content-Length");
    expect(odd.body).toMatch(
      /^40;assay="a;b"\r\n\d{64}\r\n24;assay="a;b"\r\n\d{36}\r\n0;assay="a;b"\r\nX-Sum: 5\r\n\r\n$/,
    );
    const cut = written({ chunked: { size: 1 }, cut: { share: 0.999 } });
    expect(cut.body.endsWith("0\r\n\r\n")).toBe(false);
    expect(written({ chunked: {} }).body).toMatch(/^64\r\n\d{100}\r\n0\r\n\r\n$/);
  });
});

/** A server below HTTP that keeps what comes and how each connection ends. */
async function listener(act: (socket: net.Socket, text: string) => void = () => {}) {
  const got: string[] = [];
  const ends: string[] = [];
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      act(socket, text);
    });
    socket.on("end", () => {
      ends.push("closed");
      if (!socket.destroyed) socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    socket.on("error", (error) => ends.push(String((error as NodeJS.ErrnoException).code)));
    socket.on("close", () => got.push(text));
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const client = createClient({ timeoutMs: 3000, concurrency: 2, allowedOrigins: [url] });
  const send = (transfer: Transfer) => client.send(request(url, transfer));
  return { url, client, send, got, ends };
}

describe("a connection", () => {
  test("that its sender closes still brings an answer", async () => {
    const { send, got, ends, client } = await listener();
    expect(await send({ cut: 5 })).toMatchObject({ kind: "response", status: 400 });
    expect(got[0]).toMatch(/\r\n\r\n01234$/);
    expect(got[0]).toMatch(/X-Tag: a\r\nX-Tag: Ã©\r\n/);
    expect(ends).toEqual(["closed"]);
    expect(client.stats()).toMatchObject({ requests: 1 });
    await client.close();
  });

  test("that is reset, or left, is told as such and no answer", async () => {
    const { send, ends, client } = await listener((socket, text) => {
      if (text.includes(String(BODY))) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nbegun");
      }
    });
    expect(await send({ cut: 5, by: "reset" })).toMatchObject({
      ...{ kind: "failure", code: "reset" },
      message: "The connection was ended after 5 of 100 bytes of the body, by reset, on purpose.",
    });
    expect(ends).toEqual(["ECONNRESET"]);
    expect(await send({ leave: "answered" })).toMatchObject({
      message: "The connection was left when an answer came, on purpose.",
    });
    expect(await send({ leave: "sent" })).toMatchObject({
      message: "The connection was left when the request was out, on purpose.",
    });
    await client.close();
  });

  test("waits for 100 Continue before the body, and sends none after another answer", async () => {
    const refusing = await listener((socket, text) => {
      if (text.endsWith("\r\n\r\n")) socket.end("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
    });
    expect(await refusing.send({ expect: "continue" })).toMatchObject({ status: 417 });
    await expect.poll(() => refusing.got.length).toBe(1);
    expect(refusing.got[0]).toContain("Expect: 100-continue");
    expect(refusing.got[0]).not.toContain("0123456789");
    const willing = await listener((socket, text) => {
      if (text.endsWith("\r\n\r\n")) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
      else if (text.endsWith("9")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    expect(await willing.send({ expect: "continue" })).toMatchObject({
      status: 200,
      informational: [{ status: 100 }],
    });
    const silent = await listener((socket, text) => {
      if (text.endsWith("9")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    const reply = await silent.send({ expect: "continue" });
    expect(reply).toMatchObject({ status: 200 });
    expect(reply.durationMs).toBeGreaterThan(900);
    for (const { client } of [refusing, willing, silent]) await client.close();
  });

  test("may be secure", async () => {
    const certificate = selfSigned();
    const bodies: string[] = [];
    const server = https.createServer(certificate, (incoming, response) => {
      let text = "";
      incoming.on("data", (bytes) => {
        text += bytes;
      });
      incoming.on("close", () => bodies.push(text));
      incoming.on("end", () => response.end("ok"));
    });
    const url = `https://127.0.0.1:${await listen(server)}`;
    const client = createClient({
      ...{ timeoutMs: 3000, concurrency: 2, allowedOrigins: [url, "https://127.0.0.1:1"] },
      tls: { ca: certificate.cert },
    });
    const send = (transfer: Transfer) => client.send(request(url, transfer));
    expect(await send({ chunked: { size: 7 } })).toMatchObject({ status: 200 });
    expect(await send({ cut: 5, by: "reset" })).toMatchObject({ kind: "failure", code: "reset" });
    const closed = await send({ cut: 6 });
    expect(closed.kind === "failure" ? closed.code : "status" in closed && closed.status).toBe(400);
    expect(await client.send(request("https://127.0.0.1:1", { cut: 1 }))).toMatchObject({
      code: "refused",
    });
    await expect.poll(() => bodies).toEqual([BODY.toString(), "01234", "012345"]);
    await client.close();
  });
});
