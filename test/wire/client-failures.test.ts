import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Reply } from "../../src/model/call.ts";
import { type ClientOptions, createClient } from "../../src/wire/client/client.ts";
import { listen, rawServer } from "./servers.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";

function makeClient(baseUrl: string, options: Partial<ClientOptions> = {}) {
  const client = createClient({
    timeoutMs: 300,
    concurrency: 4,
    maxResponseBytes: 100_000,
    allowedOrigins: [baseUrl],
    ...options,
  });
  onTestFinished(() => client.close());
  return {
    send: () => client.send({ method: "GET", url: `${baseUrl}/x`, headers: {}, body: null }),
  };
}

async function ask(baseUrl: string, options: Partial<ClientOptions> = {}): Promise<Reply> {
  return makeClient(baseUrl, options).send();
}

describe("no connection", () => {
  it("refused", async () => {
    const server = net.createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    for (const host of ["127.0.0.1", "localhost"]) {
      const reply = await ask(`http://${host}:${port}`);
      expect(reply).toMatchObject({ kind: "failure", code: "refused" });
      expect(reply.kind === "failure" && reply.message).toMatch(
        /^No connection .* \(.*ECONNREFUSED.*\)\.$/,
      );
    }
  });

  it("unknown host", async () => {
    const reply = await ask("http://no-such-host.invalid", { timeoutMs: 5000 });
    expect(reply).toMatchObject({ kind: "failure", code: "unknown-host" });
  });

  it("plain HTTP behind https, and an unknown certificate, are tls", async () => {
    const plain = await rawServer((socket) => socket.end(`${HEAD}content-length: 0\r\n\r\n`));
    expect(await ask(plain.replace("http:", "https:"))).toMatchObject({ code: "tls" });
    const { baseUrl, cert } = await selfSigned();
    expect(await ask(baseUrl)).toMatchObject({ kind: "failure", code: "tls" });
    expect(await ask(baseUrl, { tls: { ca: cert } })).toMatchObject({ kind: "response" });
    const lenient = await ask(baseUrl, { tls: { rejectUnauthorized: false } });
    expect(lenient).toMatchObject({ kind: "response" });
  });
});

describe("a connection that is never made", () => {
  it("is a timeout, ends with the client, and keeps nobody else waiting for ever", async () => {
    let hang = true;
    const closed: Promise<unknown>[] = [];
    const baseUrl = await rawServer((socket) => {
      closed.push(new Promise((resolve) => socket.once("close", resolve)));
      if (!hang) socket.destroy();
    });
    const url = baseUrl.replace("http:", "https:");
    const options = { timeoutMs: 200, concurrency: 1, allowedOrigins: [url] };
    const client = createClient(options);
    const request = { method: "GET", url: `${url}/`, headers: {}, body: null };
    const reply = await client.send(request);
    expect(reply).toMatchObject({ kind: "failure", code: "timeout" });
    expect(reply.durationMs).toBeLessThan(1000);
    await client.close();
    await Promise.all(closed);
    expect(closed).toHaveLength(1);

    const other = makeClient(url, options);
    expect(await other.send()).toMatchObject({ code: "timeout" });
    hang = false;
    const codes: string[] = [];
    for (let n = 0; n < 20 && !codes.includes("reset"); n++) {
      const next = await other.send();
      codes.push(next.kind === "failure" ? next.code : next.kind);
    }
    expect(codes).toContain("reset");
  });
});

describe("a connection that breaks", () => {
  it.each([
    ["closed before any byte", (socket: net.Socket) => socket.end()],
    ["reset before any byte", (socket: net.Socket) => socket.resetAndDestroy()],
    ["closed in the head", (socket: net.Socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-")],
    [
      "closed in the body",
      (socket: net.Socket) => socket.end(`${HEAD}content-length: 9\r\n\r\nhalf`),
    ],
    [
      "closed in a body of the last answer",
      (socket: net.Socket) =>
        socket.end(`${HEAD}connection: close\r\ncontent-length: 9\r\n\r\nhalf`),
    ],
    [
      "closed in a chunk",
      (socket: net.Socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\nff\r\nhalf`),
    ],
    [
      "closed in a chunk of the last answer",
      (socket: net.Socket) =>
        socket.end(`${HEAD}connection: close\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf`),
    ],
    [
      "reset in the body",
      (socket: net.Socket) => {
        socket.write(`${HEAD}content-length: 9\r\n\r\nhalf`);
        setTimeout(() => socket.resetAndDestroy(), 20);
      },
    ],
  ])("%s is a reset", async (_, onRequest) => {
    expect(await ask(await rawServer(onRequest))).toMatchObject({ kind: "failure", code: "reset" });
  });

  it("a body that ends with the connection is whole", async () => {
    const reply = await ask(await rawServer((socket) => socket.end(`${HEAD}\r\nall`)));
    expect(reply.kind === "response" && reply.body.toString()).toBe("all");
  });
});

describe("a server without end", () => {
  it.each([
    ["nothing comes", () => {}, "no answer came"],
    ["the head does not end", (socket: net.Socket) => socket.write(HEAD), "no answer came"],
    [
      "the body stops",
      (socket: net.Socket) => socket.write(`${HEAD}content-length: 9\r\n\r\nhalf`),
      "only 4 bytes",
    ],
    [
      "the body drips",
      (socket: net.Socket) => {
        socket.write(`${HEAD}content-length: 999\r\n\r\n`);
        const drip = setInterval(() => socket.write("x"), 20);
        socket.once("close", () => clearInterval(drip));
      },
      "bytes of the answer's body came",
    ],
  ])("%s: timeout, and the connection is cut", async (_, onRequest, words) => {
    let closed: Promise<unknown> = Promise.resolve();
    const baseUrl = await rawServer((socket) => {
      closed = new Promise((resolve) => socket.once("close", resolve));
      onRequest(socket);
    });
    const reply = await ask(baseUrl);
    expect(reply).toMatchObject({ kind: "failure", code: "timeout" });
    expect(reply.kind === "failure" && reply.message).toContain(words);
    expect(reply.durationMs).toBeGreaterThan(295);
    expect(reply.durationMs).toBeLessThan(1500);
    await closed;
  });

  it.each([
    ["an endless body", `${HEAD}\r\n`, "x".repeat(10_000)],
    [
      "an endless chunked body",
      `${HEAD}transfer-encoding: chunked\r\n\r\n`,
      `2710\r\n${"x".repeat(10_000)}\r\n`,
    ],
    ["an endless head", HEAD, `x-h: ${"x".repeat(1000)}\r\n`],
  ])("%s: too large, and the connection is cut", async (_, head, more) => {
    let closed: Promise<unknown> = Promise.resolve();
    const baseUrl = await rawServer((socket) => {
      closed = new Promise((resolve) => socket.once("close", resolve));
      socket.write(head);
      const flood = setInterval(() => socket.write(more), 1);
      socket.once("close", () => clearInterval(flood));
    });
    const reply = await ask(baseUrl, { timeoutMs: 5000 });
    expect(reply).toMatchObject({ kind: "failure", code: "too-large" });
    await closed;
  });
});

describe("what is not HTTP", () => {
  it.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["a bad status", "HTTP/1.1 2xx OK\r\n\r\n"],
    ["a bad header", `${HEAD}bad header: x\r\n\r\n`],
    ["a bad header after a length", `${HEAD}content-length: 5\r\nbad header: x\r\n\r\n`],
    ["two lengths", `${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\nxx`],
    ["a bad chunk size", `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n`],
  ])("%s is bad-http", async (_, answer) => {
    const reply = await ask(await rawServer((socket) => socket.write(answer)));
    expect(reply).toMatchObject({ kind: "failure", code: "bad-http" });
  });
});

describe("keep-alive connections that the server closes", () => {
  it("between requests are replaced without a failure", async () => {
    const baseUrl = await rawServer((socket) => {
      socket.write(`${HEAD}content-length: 2\r\n\r\nok`);
      setTimeout(() => socket.end(), 5);
    });
    const client = makeClient(baseUrl);
    for (let n = 0; n < 10; n++) {
      expect(await client.send()).toMatchObject({ kind: "response" });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it("at the very moment of a request cost that request alone, which is never sent twice", async () => {
    let answered = 0;
    let received = 0;
    const baseUrl = await rawServer((socket) => {
      received++;
      // Every third request of the server is met by a close without an answer.
      if (received % 3 === 0) socket.end();
      else socket.write(`${HEAD}content-length: 2\r\n\r\n${answered++ % 10}.`);
    });
    const client = makeClient(baseUrl, { timeoutMs: 5000 });
    const replies = await Promise.all(Array.from({ length: 90 }, () => client.send()));
    const got = replies.filter((reply) => reply.kind === "response").length;
    expect(received).toBe(90);
    expect(got).toBe(answered);
    expect(replies.every((reply) => reply.kind === "response" || reply.code === "reset")).toBe(
      true,
    );
  });

  it("when announced, even under load, never cost anything", async () => {
    const baseUrl = await rawServer((socket) =>
      socket.end(`${HEAD}connection: close\r\ncontent-length: 2\r\n\r\nok`),
    );
    const client = makeClient(baseUrl, { timeoutMs: 5000 });
    const replies = await Promise.all(Array.from({ length: 200 }, () => client.send()));
    expect(replies.filter((reply) => reply.kind === "failure")).toEqual([]);
  });
});

async function selfSigned(): Promise<{ baseUrl: string; cert: string }> {
  const folder = mkdtempSync(join(tmpdir(), "assay-wire-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  const kind = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  execFileSync("openssl", ["req", "-x509", ...kind, ...files, ...names], { stdio: "ignore" });
  const cert = readFileSync(join(folder, "cert.pem"), "utf8");
  const key = readFileSync(join(folder, "key.pem"), "utf8");
  const server = https.createServer({ cert, key }, (_, response) => response.end("ok"));
  return { baseUrl: `https://127.0.0.1:${await listen(server)}`, cert };
}
