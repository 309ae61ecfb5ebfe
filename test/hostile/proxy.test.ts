import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { residentMib } from "../../bench/peak-memory.ts";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import { settingsOf } from "../../reference/settings.ts";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { MAIN } from "../cli/assay.ts";
import { obeyed, TERMINAL_TEXTS } from "./values.ts";

const MEBIBYTE = 1024 * 1024;
/** What is poured at a time, and how often: more than anybody may keep. */
const PIECE = 256 * 1024;
const POURED = 96 * MEBIBYTE;
const MOST_MIB = 600;
/** From the signal to the end, with a second for a busy computer. */
const END_MS = 6000;

type Side = (socket: net.Socket) => void;

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n";
const XML = (error: string): string => {
  const body = `<response success="false" error="${error.replace(/[<&"]/g, "_")}"/>`;
  return `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** As much of it as the other side takes, and no more. */
const pour =
  (first: string, piece: Buffer | string): Side =>
  (socket) => {
    let sent = 0;
    socket.write(first);
    const more = (): void => {
      while (!socket.destroyed && sent < POURED) {
        sent += piece.length;
        if (!socket.write(piece)) return;
      }
      socket.end();
    };
    socket.on("drain", more);
    more();
  };

const say =
  (text: string | Buffer): Side =>
  (socket) =>
    void socket.end(text);

/** What a server does with a call that the documents describe. */
const SERVERS: Readonly<Record<string, Side>> = {
  "pours headers": pour(HEAD, `x-more: ${"a".repeat(PIECE)}\r\n`),
  "pours short headers": pour(HEAD, "a: b\r\n".repeat(PIECE / 6)),
  "pours one header": pour(`${HEAD}x: `, "a".repeat(PIECE)),
  "pours a body": pour(`${HEAD}\r\n`, "<".repeat(PIECE)),
  "pours chunks": pour(`${HEAD}transfer-encoding: chunked\r\n\r\n`, "1\r\na\r\n".repeat(PIECE / 6)),
  "pours a chunk's extension": pour(
    `${HEAD}transfer-encoding: chunked\r\n\r\n1;`,
    "x".repeat(PIECE),
  ),
  "pours trailers": pour(
    `${HEAD}transfer-encoding: chunked\r\n\r\n0\r\n`,
    "a: b\r\n".repeat(PIECE / 6),
  ),
  "pours interim answers": pour("", "HTTP/1.1 102 Processing\r\n\r\n".repeat(PIECE / 27)),
  "pours what is no HTTP": pour("", "\u0000".repeat(PIECE)),
  "pours answers that nobody asked for": pour("", XML("x").repeat(1000)),
  "announces more than anybody can have": say(
    `${HEAD}content-length: 99999999999999999999\r\n\r\n<a`,
  ),
  "announces less than nothing": say(`${HEAD}content-length: -1\r\n\r\n<a/>`),
  "answers with a bomb": say(
    Buffer.concat([
      Buffer.from(`${HEAD}content-encoding: gzip\r\nconnection: close\r\n\r\n`),
      gzipSync(Buffer.alloc(POURED), { level: 1 }),
    ]),
  ),
  "answers with what is not packed": say(
    `${HEAD}content-encoding: gzip\r\nconnection: close\r\n\r\n<a/>`,
  ),
  resets: (socket) => void socket.resetAndDestroy(),
  "stops in the middle of a header": (socket) => void socket.write("HTTP/1.1 200 OK\r\nx"),
  "closes its half": (socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx"),
  "says a deep document": say(
    `${HEAD}connection: close\r\n\r\n${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}`,
  ),
  ...Object.fromEntries(
    Object.entries(TERMINAL_TEXTS).map(([name, text]): [string, Side] => [
      `says ${name}`,
      say(XML(text)),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TERMINAL_TEXTS).map(([name, text]): [string, Side] => [
      `has a header with ${name}`,
      say(`${HEAD}x-a: ${text.replaceAll("\n", "\r\n")}\r\ncontent-length: 4\r\n\r\n<a/>`),
    ]),
  ),
};

const GET = "GET /srv.asmx/isValidTicket?authenticationTicket=x HTTP/1.1\r\nhost: a\r\n";

/** What a client does. */
const CLIENTS: Readonly<Record<string, Side>> = {
  "pours headers": pour(GET, `x-more: ${"a".repeat(PIECE)}\r\n`),
  "pours one header": pour(`${GET}x: `, "a".repeat(PIECE)),
  "pours a request line": pour("GET /", "a".repeat(PIECE)),
  "pours a body": pour(
    `${GET.replace("GET", "POST")}content-length: 999999999\r\n\r\n`,
    "a".repeat(PIECE),
  ),
  "pours chunks": pour(
    `${GET.replace("GET", "POST")}transfer-encoding: chunked\r\n\r\n`,
    "1\r\na\r\n".repeat(PIECE / 6),
  ),
  "pours what is no HTTP": pour("", "\u0000\u00ff".repeat(PIECE / 2)),
  "pours an authority to connect to": pour("CONNECT ", "a".repeat(PIECE)),
  "asks ten thousand times at once": say(`${GET}\r\n`.repeat(10_000)),
  "asks to be connected elsewhere": say("CONNECT 192.0.2.1:80 HTTP/1.1\r\nhost: a\r\n\r\n"),
  resets: (socket) => void socket.write(GET, () => socket.resetAndDestroy()),
  "stops in the middle": (socket) => void socket.write(GET),
  "closes its half": (socket) => void socket.end(`${GET}\r\n`),
  ...Object.fromEntries(
    Object.entries(TERMINAL_TEXTS).map(([name, text]): [string, Side] => [
      `asks for ${name}`,
      say(`GET /srv.asmx/${text.replaceAll(" ", "_")} HTTP/1.1\r\nhost: ${text}\r\n\r\n`),
    ]),
  ),
};

/** A server that does what it is told with the next connection, and else is the reference server. */
let odd: Side | undefined;
let reference: ReferenceServer;
let front: net.Server;
let cwd = "";
let proxy: ChildProcess;
let port = 0;
let printed = "";

beforeAll(async () => {
  reference = await startReferenceServer();
  const behind = Number(new URL(reference.url).port);
  front = net.createServer((socket) => {
    socket.on("error", () => undefined);
    const act = odd;
    odd = undefined;
    if (act) {
      socket.once("data", () => act(socket));
      return;
    }
    const onward = net.connect(behind, "127.0.0.1").on("error", () => socket.destroy());
    socket.pipe(onward).pipe(socket);
    socket.once("close", () => onward.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(front.address() as net.AddressInfo).port}`;
  const services = JSON.parse(JSON.stringify(settingsOf(reference)).replaceAll(reference.url, url));
  cwd = await mkdtemp(join(tmpdir(), "assay-test-"));
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme: { services } } }));
  proxy = spawn(process.execPath, [MAIN, "proxy", "--verbose"], {
    cwd,
    env: { ...process.env, NO_COLOR: "1" },
  });
  const listens = new Promise<number>((resolve, reject) => {
    for (const stream of [proxy.stdout, proxy.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const address = /^listening on (\S+)$/m.exec(printed)?.[1];
        if (address) resolve(Number(new URL(address).port));
      });
    }
    proxy.once("close", (code) => reject(new Error(`it ended with ${code}: ${printed}`)));
  });
  port = await listens;
}, 60_000);

afterAll(async () => {
  proxy.kill("SIGKILL");
  front.close();
  await reference.close();
  await rm(cwd, { recursive: true, force: true });
});

/** Asks through the proxy, over a connection of its own; the status, or undefined where nothing came in time. */
function asked(path: string, timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = http.get({ host: "127.0.0.1", port, path, agent: false, signal }, (answer) => {
      answer.resume().once("close", () => resolve(answer.statusCode));
    });
    request.once("error", () => resolve(undefined));
  });
}

/** The proxy goes on as if nothing had been, and has kept little of it. */
async function expectAlive(): Promise<void> {
  odd = undefined;
  expect(await asked("/srv.asmx/isValidTicket?authenticationTicket=y", 30_000)).toBe(200);
  expect(residentMib(proxy.pid ?? 0)).toBeLessThan(MOST_MIB);
  expect(proxy.exitCode).toBeNull();
}

describe("hostile: proxy, a server that", () => {
  it.each(Object.entries(SERVERS))("%s", async (_, act) => {
    odd = act;
    await asked("/srv.asmx/DeleteUploadHandler?authenticationTicket=x&UploadHandler=y", 3_000);
    expect(odd).toBeUndefined();
    await expectAlive();
  });
});

describe("hostile: proxy, a client that", () => {
  it.each(Object.entries(CLIENTS))("%s", async (_, act) => {
    const socket = net.connect({ host: "127.0.0.1", port, allowHalfOpen: true });
    socket.on("error", () => undefined).resume();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    act(socket);
    await Promise.race([closed, sleep(1_500)]);
    socket.destroy();
    await expectAlive();
  });

  it("leaves two hundred connections half open", async () => {
    const all = Array.from({ length: 200 }, () =>
      net.connect({ host: "127.0.0.1", port }).on("error", () => undefined),
    );
    for (const socket of all) socket.write("GET /srv.asmx/isValid");
    await sleep(500);
    await expectAlive();
    // They stay open until it ends.
  });
});

describe("hostile: proxy, its end", () => {
  it("comes within 5 s, with a report, and nothing that was printed is obeyed", async () => {
    const began = performance.now();
    const ended = new Promise<number | null>((resolve) => proxy.once("close", resolve));
    proxy.kill("SIGINT");
    const code = await ended;
    expect(performance.now() - began).toBeLessThan(END_MS);
    expect([0, 1, 3], printed).toContain(code);
    expect(printed).not.toMatch(/internal error/);
    const text = await readFile(join(cwd, "assay-report", "proxy", "report.json"), "utf8");
    expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
    expect(text.length).toBeLessThan(4 * MEBIBYTE);
    expect(obeyed(printed)).toEqual([]);
  });
});
