import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { TLSSocket } from "node:tls";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { type Client, type ClientOptions, createClient } from "../../src/wire/client/client.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import { selfSigned } from "./certificates.ts";
import { linesOf, restCall } from "./rest-call.ts";
import { listen, recorder } from "./servers.ts";

function clientFor(baseUrl: string, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    timeoutMs: 20_000,
    concurrency: 2,
    allowedOrigins: [baseUrl],
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

/** A proxy that connects to where it is told, and keeps what it was told. */
async function connectProxy(status = 200) {
  const asked: string[] = [];
  const users: (string | undefined)[] = [];
  const server = http.createServer((_, response) => response.writeHead(400).end());
  server.on("connect", ({ url = "", headers }, socket: net.Socket, head) => {
    asked.push(url);
    users.push(headers["proxy-authorization"]);
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host, port] = url.split(":");
    const up = net.connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      up.write(head);
      up.pipe(socket).pipe(up);
    });
    up.on("error", () => socket.destroy());
    socket.on("error", () => up.destroy());
    return undefined;
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked, users };
}

const raw = (url: string) => ({
  url,
  pieces: [Buffer.from("GET /raw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")],
});

describe("a proxy", () => {
  it("is asked to connect, and changes nothing of what is sent", async () => {
    const { baseUrl, requests } = await recorder();
    const { url, asked, users } = await connectProxy();
    const proxy = url.replace("//", "//me:p%40w@");
    const client = clientFor(baseUrl, { proxyFor: () => proxy });
    const args = [
      { name: "X-Tag", value: "a", in: "header" },
      { name: "x-TAG", value: "b", in: "header" },
      { name: "X-Tag", value: "c", in: "header" },
      { name: "content", value: { bytes: { size: 100_000, seed: 1 } } },
    ] as const;
    const sent = encode(restCall("PURGE /a%2Fb/../c", args, { body: "raw" }), { baseUrl });
    const through = await client.send(sent);
    expect(through).toMatchObject({ kind: "response", status: 200 });
    await clientFor(baseUrl).send(sent);
    const [first, second] = requests;
    const host = new URL(baseUrl).host;
    expect(asked).toEqual([host]);
    expect(users).toEqual([`Basic ${Buffer.from("me:p@w").toString("base64")}`]);
    expect(linesOf(first, "x-tag")).toEqual(["X-Tag: a", "X-Tag: c", "x-TAG: b"]);
    expect(first).toEqual(second);
    expect(client.stats().bytesSent).toBeGreaterThan(100_000);

    expect(await client.sendRaw(raw(baseUrl))).toMatchObject({ kind: "response", status: 200 });
    expect(asked).toEqual([host, host]);
    expect(requests[2]?.url).toBe("/raw");
  });

  it("is asked for https as well, inside of which the server is who it is", async () => {
    const { cert, key } = selfSigned();
    const server = https.createServer({ cert, key }, (_, response) => response.end("ok"));
    const baseUrl = `https://127.0.0.1:${await listen(server)}`;
    const { url, asked } = await connectProxy();
    const request = { method: "GET", url: `${baseUrl}/`, headers: {}, body: null };
    const client = clientFor(baseUrl, { proxyFor: () => url, tls: { ca: cert } });
    expect(await client.send(request)).toMatchObject({ kind: "response", status: 200 });
    expect(await client.sendRaw(raw(baseUrl))).toMatchObject({ kind: "response", status: 200 });
    expect(asked).toHaveLength(2);
    const stranger = clientFor(baseUrl, { proxyFor: () => url });
    expect(await stranger.send(request)).toMatchObject({ kind: "failure", code: "tls" });
    expect(await stranger.sendRaw(raw(baseUrl))).toMatchObject({ kind: "failure", code: "tls" });
  });

  it("that makes no connection is a failure which says so", async () => {
    const { baseUrl, requests } = await recorder();
    const { url } = await connectProxy(407);
    const client = clientFor(baseUrl, { proxyFor: () => url });
    const request = { method: "GET", url: baseUrl, headers: {}, body: null };
    const failure = { kind: "failure", code: "other", message: expect.stringContaining("407") };
    expect(await client.send(request)).toMatchObject(failure);
    expect(await client.sendRaw(raw(baseUrl))).toMatchObject(failure);
    expect(requests).toEqual([]);
    const nobody = clientFor(baseUrl, { proxyFor: () => "http://127.0.0.1:1" });
    expect(await nobody.send(request)).toMatchObject({ kind: "failure", code: "refused" });
    expect(await nobody.sendRaw(raw(baseUrl))).toMatchObject({ kind: "failure", code: "refused" });
  });

  it("is not given what is its own: that is a failure, too", async () => {
    const { baseUrl } = await recorder();
    const { url } = await connectProxy();
    const headers = { "Proxy-Authorization": "x" };
    const reply = await clientFor(baseUrl, { proxyFor: () => url }).send({
      ...{ method: "GET", url: baseUrl, headers, body: null },
    });
    expect(reply).toMatchObject({ kind: "failure", code: "other" });
  });
});

test("a server that wants a certificate is shown it", async () => {
  const [server, mine, other] = [selfSigned(), selfSigned("me"), selfSigned("other")];
  const listening = https.createServer(
    { ...{ cert: server.cert, key: server.key, ca: mine.cert }, requestCert: true },
    (request, response) =>
      response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN),
  );
  const baseUrl = `https://127.0.0.1:${await listen(listening)}`;
  const request = { method: "GET", url: baseUrl, headers: {}, body: null };
  const tls = { ca: server.cert, cert: mine.cert, key: mine.key };
  for (const client of [
    clientFor(baseUrl, { tls }),
    clientFor(baseUrl, { tls, ...(await through()) }),
  ]) {
    const reply = await client.send(request);
    expect(reply.kind === "response" && String(reply.body)).toBe("me");
    const bytes = await client.sendRaw(raw(baseUrl));
    expect(bytes.kind === "response" && String(bytes.body)).toBe("me");
  }
  for (const wrong of [{ ca: server.cert }, { ...tls, cert: other.cert, key: other.key }]) {
    const reply = await clientFor(baseUrl, { tls: wrong }).send(request);
    expect(reply.kind).toBe("failure");
  }

  async function through() {
    const { url } = await connectProxy();
    return { proxyFor: () => url };
  }
});
