import { createHash } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadSpecs } from "../../src/built-in/load-specs.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { Target, Tls } from "../../src/model/target.ts";
import { openProxy } from "../../src/proxy/proxy-session.ts";
import { openTarget } from "../../src/run/target/open-target.ts";
import type { SeenExchange } from "../../src/traffic/seen-exchange.ts";
import { selfSigned } from "../wire/certificates.ts";
import { listen } from "../wire/servers.ts";

const { operations, services, rules } = loadSpecs([], process.cwd());
const HANDLER = "0f8fad5b-d9cb-469f-a165-70867728950e";
const MADE = `<response success="true" error="" UploadHandler="${HANDLER}" ChunkSize="262144" />`;
const CREATE = "/srv.asmx/CreateUploadHandler";
const TICKET = "authenticationTicket=7c9e6679-7425-40de-944b-e07fc1f90ae7";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const MEBIBYTE = 1024 * 1024;

/** A proxy in this process before a server of which nobody has said anything but where it is. */
async function proxyTo(origin: string, tls: Partial<Tls> = {}) {
  const target: Target = {
    name: "acme",
    services: {
      inforouter: {
        baseUrl: `${origin}/srv.asmx`,
        bindings: ["get", "post", "soap11"],
        operations: { absent: [] },
      },
    },
    limits: { requestsPerSecond: 0, concurrency: 1, timeoutMs: 1000, maxUploadBytes: 1000 },
    safety: "sandbox",
    tls: { rejectUnauthorized: true, ...tls },
    authorized: true,
  };
  const open = await openTarget({ target, operations, services, seed: 0, tag: "assay-test" });
  onTestFinished(() => open.close());
  const seen: SeenExchange[] = [];
  const { generators } = VOCABULARY;
  const session = await openProxy({
    ...{ open, rules, generators, host: "127.0.0.1", port: 0 },
    onExchange: (one) => void seen.push(one),
  });
  let closed: ReturnType<typeof session.close> | undefined;
  const close = () => {
    closed ??= session.close();
    return closed;
  };
  onTestFinished(async () => void (await close()));
  return { port: session.port, seen, close };
}

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

async function behind(answer: Answer) {
  const server = http.createServer(answer);
  const proxy = await proxyTo(`http://127.0.0.1:${await listen(server)}`);
  return { server, ...proxy };
}

const creates: Answer = (request, response) => {
  request.resume().once("end", () => {
    response.writeHead(200, { "content-type": "text/xml" });
    response.end(MADE);
  });
};

async function bodyOf(message: http.IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** What a client gets that sends some body. */
async function call(options: http.RequestOptions, body: readonly Buffer[] = []) {
  const request = http.request({ host: "127.0.0.1", ...options });
  for (const piece of body) request.write(piece);
  request.end();
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return { status: response.statusCode, body: await bodyOf(response) };
}

const whenTrue = async (isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { timeout: 5000 }).toBe(true);
};

describe("a proxy before a server that speaks TLS", () => {
  async function secure(tls: (files: { readonly cert: string }) => Partial<Tls>) {
    const { cert, key, files } = selfSigned();
    const server = https.createServer({ cert, key }, creates);
    return proxyTo(`https://127.0.0.1:${await listen(server)}`, tls(files));
  }

  it.each([
    [
      "by the authority that the target names",
      ({ cert }: { readonly cert: string }) => ({ ca: cert }),
    ],
    ["whoever vouches for it, where the target says so", () => ({ rejectUnauthorized: false })],
  ] as const)("reads what it says, known %s", async (_, tls) => {
    const { port, close } = await secure(tls);
    const got = await call({ port, path: `${CREATE}?${TICKET}&PreferedChunkSize=0` });
    expect(got.body.toString()).toBe(MADE);
    expect(await close()).toMatchObject({ calls: { inforouter: 1 }, unjudged: {}, errors: [] });
  });

  it("connects to none that nobody vouches for, and says why", async () => {
    const { port, close } = await secure(() => ({}));
    const got = call({ port, path: CREATE });
    await expect(got).rejects.toThrow(/ECONNRESET|socket hang up/);
    const { unreached } = await close();
    expect(unreached).toEqual({ times: 1, why: expect.stringMatching(/self.signed/) });
  });
});

describe("a proxy reads", () => {
  it("a body that waits for 100 Continue", async () => {
    const { port, seen, close, server } = await behind(creates);
    const asked: string[] = [];
    server.on("checkContinue", (request: http.IncomingMessage, response: http.ServerResponse) => {
      asked.push(request.url ?? "");
      response.writeContinue();
      creates(request, response);
    });
    const request = http.request({
      ...{ host: "127.0.0.1", port, path: CREATE, method: "POST" },
      headers: { ...FORM, expect: "100-continue" },
    });
    request.flushHeaders();
    await once(request, "continue");
    request.end(`${TICKET}&PreferedChunkSize=0`);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    expect((await bodyOf(response)).toString()).toBe(MADE);
    expect(asked).toEqual([CREATE]);
    expect(await close()).toMatchObject({ calls: { inforouter: 1 } });
    expect(seen[0]?.informational).toMatchObject([{ status: 100 }]);
  });

  it("several calls over one connection, in chunks both ways", async () => {
    const { port, seen, close } = await behind((request, response) => {
      request.resume().once("end", () => {
        response.writeHead(200, { "content-type": "text/xml" });
        for (const piece of MADE.match(/.{1,20}/gs) ?? []) response.write(piece);
        response.end();
      });
    });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const body = [`${TICKET}&Prefered`, "ChunkSize=0"].map((piece) => Buffer.from(piece));
    const options = { port, path: CREATE, method: "POST", headers: FORM, agent };
    for (let times = 0; times < 3; times++) {
      expect((await call(options, body)).body.toString()).toBe(MADE);
    }
    expect(await close()).toMatchObject({ connections: 1, calls: { inforouter: 3 }, unjudged: {} });
    const chunked = ["transfer-encoding", "chunked"];
    expect(
      seen[2]?.request.lines.map(([name, value]) => [name.toLowerCase(), value]),
    ).toContainEqual(chunked);
    expect(seen[2]?.response.body?.toString()).toBe(MADE);
  });

  it("long bodies by their size and digest alone, and passes them on whole", async () => {
    const long = Buffer.alloc(3 * MEBIBYTE, "0123456789");
    const sha256 = createHash("sha256").update(long).digest("hex");
    const came: Buffer[] = [];
    const { port, close } = await behind(async (request, response) => {
      came.push(await bodyOf(request));
      response.end(long);
    });
    const got = await call({ port, path: CREATE, method: "POST", headers: FORM }, [long]);
    const digests = [got.body, ...came].map((one) =>
      createHash("sha256").update(one).digest("hex"),
    );
    expect(digests).toEqual([sha256, sha256]);
    // A form of a megabyte is no call that anybody can read.
    expect(await close()).toMatchObject({ calls: {}, unjudged: { unusual: 1 } });
  });

  it("nothing of a long answer", async () => {
    const { port, close } = await behind((_, response) => {
      response.end(Buffer.alloc(3 * MEBIBYTE));
    });
    const path = `${CREATE}?${TICKET}&PreferedChunkSize=0`;
    expect((await call({ port, path })).body.length).toBe(3 * MEBIBYTE);
    expect(await close()).toMatchObject({ calls: {}, unjudged: { "too-long": 1 } });
  });

  it("nothing of an answer that may be to what follows a request, and is no other", async () => {
    const { port, close } = await behind((request, response) => {
      request.resume().once("end", () => setTimeout(() => creates(request, response), 50));
    });
    const socket = net.connect(port, "127.0.0.1");
    // The server refuses the rest at once, before it answers.
    socket.write(`GET ${CREATE}?${TICKET}&PreferedChunkSize=0 HTTP/1.1\r\nHost: a\r\n\r\n24`);
    const [bytes] = (await once(socket, "data")) as [Buffer];
    expect(bytes.toString()).toMatch(/^HTTP\/1\.1 400/);
    socket.destroy();
    expect(await close()).toMatchObject({ calls: {}, unjudged: { unclear: 1 }, errors: [] });
  });

  it("no more of a connection that changes to another protocol, which goes on", async () => {
    const { port, close, server } = await behind(creates);
    server.on("upgrade", (_: http.IncomingMessage, socket: net.Socket) => {
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n",
      );
      socket.on("data", (bytes) => socket.write(bytes)).on("end", () => socket.end());
    });
    const request = http.request({
      ...{ host: "127.0.0.1", port, path: "/echo" },
      headers: { connection: "upgrade", upgrade: "echo" },
    });
    request.end();
    const [, socket] = (await once(request, "upgrade")) as [http.IncomingMessage, net.Socket];
    socket.write("hello");
    const [back] = (await once(socket, "data")) as [Buffer];
    expect(back.toString()).toBe("hello");
    socket.end();
    await once(socket, "close");
    expect(await close()).toMatchObject({ calls: {}, unjudged: { unclear: 1 }, errors: [] });
  });
});

describe("a client that leaves early", () => {
  it("in its request is not judged, and nobody else is kept from it", async () => {
    const reset: boolean[] = [];
    const { port, close } = await behind((request, response) => {
      request.once("error", () => void reset.push(true));
      creates(request, response);
    });
    const socket = net.connect(port, "127.0.0.1");
    socket.write(`POST ${CREATE} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf of it`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    await whenTrue(() => reset.length === 1);
    const path = `${CREATE}?${TICKET}&PreferedChunkSize=0`;
    expect((await call({ port, path })).body.toString()).toBe(MADE);
    expect(await close()).toMatchObject({
      calls: { inforouter: 1 },
      unjudged: { "not-whole": 1 },
      errors: [],
    });
  });

  it("in the answer is not judged, and the server sees it", async () => {
    const left: boolean[] = [];
    const { port, close } = await behind((_, response) => {
      response.writeHead(200, { "content-length": String(MADE.length) });
      response.write(MADE.slice(0, 10));
      response.once("close", () => void left.push(true));
    });
    const request = http.get({ host: "127.0.0.1", port, path: `${CREATE}?${TICKET}` });
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    response.once("error", () => undefined);
    await once(response, "data");
    request.destroy();
    await whenTrue(() => left.length === 1);
    expect(await close()).toMatchObject({ calls: {}, unjudged: { "not-whole": 1 }, errors: [] });
  });
});
