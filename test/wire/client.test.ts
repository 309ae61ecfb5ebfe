import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Client, type ClientOptions, createClient } from "../../src/wire/client/client.ts";
import type { WireRequest } from "../../src/wire/encode/wire-request.ts";
import { rawServer, recorder } from "./servers.ts";

function clientFor(baseUrl: string, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    timeoutMs: 2000,
    concurrency: 4,
    allowedOrigins: [baseUrl],
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

function get(url: string, rest: Partial<WireRequest> = {}): WireRequest {
  return { method: "GET", url, headers: {}, body: null, ...rest };
}

describe("what is sent", () => {
  it("is the request as it was encoded, with no cookies and no compression asked for", async () => {
    const { baseUrl, requests } = await recorder(() => ({ headers: { "set-cookie": "ticket=1" } }));
    const client = clientFor(baseUrl);
    const path = "/a%2e%2e/../b?x='%27&é".replace("é", "%C3%A9");
    await client.send(get(`${baseUrl}${path}`));
    await client.send(
      get(baseUrl, { method: "POST", body: "é", headers: { "x-k": "ключ", "x-e": "" } }),
    );
    const [first, second] = requests;
    expect(first?.url).toBe(path);
    expect(first?.headers).toMatchObject({ "user-agent": "assay", "accept-encoding": "identity" });
    expect(second).toMatchObject({ method: "POST", url: "/", body: Buffer.from("é") });
    expect(second?.headers.cookie).toBeUndefined();
    expect(Buffer.from(String(second?.headers["x-k"]), "latin1").toString()).toBe("ключ");
    expect(second?.headers["x-e"]).toBe("");
  });

  it("never goes to an origin that is not allowed", async () => {
    const { baseUrl, requests } = await recorder();
    const client = clientFor("http://127.0.0.1:1/srv.asmx");
    for (const url of [
      `${baseUrl}/`,
      baseUrl.replace("//", "//127.0.0.1:1@"),
      "http://localhost:1/",
    ]) {
      await expect(client.send(get(url))).rejects.toThrow(
        "the allowed origins are http://127.0.0.1:1",
      );
    }
    expect(requests).toHaveLength(0);
  });

  it("reports a value that HTTP cannot carry as a failure", async () => {
    const { baseUrl } = await recorder();
    const reply = await clientFor(baseUrl).send(get(baseUrl, { headers: { "x-k": "a\r\nb" } }));
    expect(reply).toMatchObject({ kind: "failure", code: "other" });
  });
});

describe("what comes back", () => {
  it("is the answer with its headers in lower case, repeated ones joined", async () => {
    const { baseUrl } = await recorder(() => ({
      status: 418,
      headers: { "X-Multi": ["a", "b"], constructor: "c", __proto__x: "d" },
      body: Buffer.from([0xff, 0x00, 0xfe]),
    }));
    const reply = await clientFor(baseUrl).send(get(baseUrl));
    expect(reply).toMatchObject({ kind: "response", status: 418 });
    if (reply.kind !== "response") return;
    expect(reply.headers["x-multi"]).toBe("a, b");
    expect(reply.headers["constructor"]).toBe("c");
    expect(reply.headers["toString"]).toBeUndefined();
    expect(reply.body.equals(Buffer.from([0xff, 0x00, 0xfe]))).toBe(true);
    expect(reply.durationMs).toBeGreaterThan(0);
  });

  it("is a redirect itself, not what it leads to", async () => {
    const { baseUrl, requests } = await recorder(() => ({
      status: 302,
      headers: { location: "/next" },
    }));
    const reply = await clientFor(baseUrl).send(get(baseUrl));
    expect(reply).toMatchObject({ kind: "response", status: 302 });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["gzip", gzipSync("hello")],
    ["deflate", deflateSync("hello")],
    ["deflate", deflateRawSync("hello")],
    ["br", brotliCompressSync("hello")],
    ["GZIP, identity", gzipSync("hello")],
    ["gzip, br", brotliCompressSync(gzipSync("hello"))],
    ["gzip", Buffer.alloc(0)],
  ])("is decompressed from %s", async (encoding, body) => {
    const { baseUrl } = await recorder(() => ({ headers: { "content-encoding": encoding }, body }));
    const reply = await clientFor(baseUrl).send(get(baseUrl));
    expect(reply.kind === "response" && reply.body.toString()).toBe(
      body.length === 0 ? "" : "hello",
    );
  });

  it.each([
    ["unknown", "zstd", Buffer.from("x"), "bad-http"],
    ["broken", "gzip", Buffer.from("not gzip"), "bad-http"],
    ["cut short", "gzip", gzipSync("x".repeat(100)).subarray(0, 15), "bad-http"],
    ["too often repeated", "br,br,br,br,br", Buffer.from("x"), "bad-http"],
    ["a bomb", "gzip", gzipSync(Buffer.alloc(5_000_000)), "too-large"],
    [
      "a bomb in a bomb",
      "br, gzip",
      gzipSync(brotliCompressSync(Buffer.alloc(5_000_000))),
      "too-large",
    ],
  ])("is a failure when its compression is %s", async (_, encoding, body, code) => {
    const { baseUrl } = await recorder(() => ({ headers: { "content-encoding": encoding }, body }));
    const client = clientFor(baseUrl, { maxResponseBytes: 1_000_000 });
    expect(await client.send(get(baseUrl))).toMatchObject({ kind: "failure", code });
  });
});

describe("many requests", () => {
  it("never has more in flight or more connections than allowed, and reuses them", async () => {
    let inFlight = 0;
    let most = 0;
    const sockets = new Set<unknown>();
    const baseUrl = await rawServer((socket) => {
      sockets.add(socket);
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight--;
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
      }, 2);
    });
    const client = clientFor(baseUrl, { concurrency: 5 });
    const replies = await Promise.all(Array.from({ length: 200 }, () => client.send(get(baseUrl))));
    expect(replies.every((reply) => reply.kind === "response")).toBe(true);
    expect(most).toBe(5);
    expect(sockets.size).toBe(5);
    const stats = client.stats();
    expect(stats.requests).toBe(200);
    expect(stats.bytesReceived).toBe(200 * "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".length);
    expect(stats.bytesSent).toBeGreaterThan(200 * 50);
    expect(stats.link).toEqual({
      ...{ connections: 5, requests: 200 },
      connectMs: expect.toSatisfy((ms: number) => ms > 0 && ms < 1000),
    });
  });

  it("knows how many connections a server costs that keeps none", async () => {
    const closing = await rawServer((socket) => {
      socket.end("HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n");
    });
    const client = clientFor(closing, { concurrency: 1 });
    expect(client.stats().link).toBeUndefined();
    for (let times = 0; times < 4; times++) await client.send(get(closing));
    expect(client.stats().link).toMatchObject({ connections: 4, requests: 4 });
  });

  it("gives each request its whole deadline, however long it queued", async () => {
    const { baseUrl } = await recorder();
    const slow = await rawServer((socket) => {
      setTimeout(() => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"), 60);
    });
    const client = clientFor(slow, {
      concurrency: 1,
      timeoutMs: 150,
      allowedOrigins: [slow, baseUrl],
    });
    const replies = await Promise.all(Array.from({ length: 5 }, () => client.send(get(slow))));
    expect(replies.map((reply) => reply.kind)).toEqual(Array(5).fill("response"));
  });

  it("keeps to the rate", async () => {
    const { baseUrl } = await recorder();
    const client = clientFor(baseUrl, { requestsPerSecond: 100 });
    const started = performance.now();
    await Promise.all(Array.from({ length: 21 }, () => client.send(get(baseUrl))));
    expect(performance.now() - started).toBeGreaterThan(195);
  });

  it("ends what is under way when it is closed, and sends nothing afterwards", async () => {
    const baseUrl = await rawServer(() => {});
    const client = clientFor(baseUrl, { concurrency: 2 });
    const pending = Promise.all(Array.from({ length: 4 }, () => client.send(get(baseUrl))));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await client.close();
    await client.close();
    expect((await pending).map((reply) => reply.kind)).toEqual(Array(4).fill("failure"));
    expect(await client.send(get(baseUrl))).toMatchObject({ kind: "failure", code: "other" });
  });
});
