import http from "node:http";
import net from "node:net";
import { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import tls from "node:tls";
import type { Reply } from "../../model/call.ts";
import { answerHeaders } from "./answer-headers.ts";
import { failureOf, type WireFailure } from "./failure-of.ts";
import type { TlsOptions } from "./tls-options.ts";
import { tunnel } from "./tunnel.ts";

/** Bytes for a connection of their own: what no HTTP client would write, or not in such pieces. */
export interface RawRequest {
  /** Only its host, port and scheme count. */
  readonly url: string;
  /** Written one after the other; a pause makes a packet of each. */
  readonly pieces: readonly Buffer[];
  /** Between two pieces. Default 0. */
  readonly pauseMs?: number;
  /** After so long without an answer the connection is cut, on purpose: failure `other`. */
  readonly cutAfterMs?: number;
}

export interface RawOptions {
  /** From the first byte to the last one of the answer. */
  readonly timeoutMs: number;
  /** Nothing else is ever sent to. */
  readonly allowedOrigins: readonly string[];
  readonly tls?: TlsOptions;
  /** The HTTP proxy through which an origin is asked; nothing: straight. */
  readonly proxyFor?: ((origin: string) => string | undefined) | undefined;
}

/** Answers with larger bodies are `too-large`: no raw request asks for a document. */
const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

/**
 * Writes raw bytes and reads the HTTP answer, with Node's own parser. Never rejects for what the
 * network or the server does, as the client's `send`; rejects for an origin that is not allowed.
 */
export async function sendRaw(request: RawRequest, options: RawOptions): Promise<Reply> {
  const { origin } = new URL(request.url);
  if (!options.allowedOrigins.some((url) => new URL(url).origin === origin)) {
    throw new Error(`Refused to send raw bytes to ${origin}: it is not an allowed origin.`);
  }
  const started = performance.now();
  let socket: net.Socket;
  try {
    socket = await connect(new URL(request.url), options);
  } catch (error) {
    const durationMs = performance.now() - started;
    return { kind: "failure", ...failureOf(error, false), durationMs };
  }
  try {
    const outcome = await exchange(socket, request, options.timeoutMs);
    const durationMs = performance.now() - started;
    return "code" in outcome
      ? { kind: "failure", ...outcome, durationMs }
      : { kind: "response", ...outcome, durationMs };
  } finally {
    socket.destroy();
  }
}

type Outcome =
  | WireFailure
  | Pick<Extract<Reply, { kind: "response" }>, "status" | "headers" | "body">;

function exchange(socket: net.Socket, request: RawRequest, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    let settled = false;
    let headCame = false;
    let broken: Error | undefined;
    const settle = (outcome: Outcome): void => {
      settled = true;
      clearTimeout(deadline);
      clearTimeout(cut);
      resolve(outcome);
    };
    const fail = (error: Error): void => settle(readFailure(broken ?? error, headCame));
    const deadline = setTimeout(() => {
      settle({ code: "timeout", message: `Within ${timeoutMs} ms no whole answer came.` });
    }, timeoutMs);
    const { cutAfterMs } = request;
    const cut =
      cutAfterMs === undefined
        ? undefined
        : setTimeout(() => {
            settle({ code: "other", message: "The connection was cut here, on purpose." });
          }, cutAfterMs);

    socket.on("error", (error) => {
      broken ??= error;
    });
    const parser = http.request({ createConnection: () => readingEnd(socket), method: "POST" });
    parser.on("error", fail);
    parser.on("response", (response) => {
      headCame = true;
      const chunks: Buffer[] = [];
      let received = 0;
      response.on("data", (chunk: Buffer) => {
        received += chunk.length;
        if (received <= MAX_RESPONSE_BYTES) chunks.push(chunk);
        else settle({ code: "too-large", message: "The answer is larger than allowed." });
      });
      response.on("error", fail);
      response.on("end", () => {
        const headers = answerHeaders(response.headers);
        settle({ status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) });
      });
    });
    parser.end();
    void write(socket, request, () => settled);
  });
}

async function write(
  socket: net.Socket,
  { pieces, pauseMs = 0 }: RawRequest,
  isOver: () => boolean,
): Promise<void> {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && pauseMs > 0) await sleep(pauseMs);
    if (isOver() || socket.destroyed) return;
    socket.write(piece);
  }
}

/** What the server sends; what Node's client would write itself goes nowhere. */
function readingEnd(socket: net.Socket): Duplex {
  const end = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });
  socket.on("data", (chunk) => end.push(chunk));
  // Also after an error: what came before it is read to its end.
  socket.on("close", () => end.push(null));
  socket.on("end", () => end.push(null));
  return end;
}

async function connect(
  { origin, protocol, hostname, port }: URL,
  { tls: options = {}, proxyFor, timeoutMs }: RawOptions,
): Promise<net.Socket> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "https:";
  const to = { host, port: Number(port) || (secure ? 443 : 80) };
  const proxy = proxyFor?.(origin);
  const through = proxy === undefined ? undefined : await tunnel(to, proxy, timeoutMs);
  const inside = through ? { socket: through } : to;
  const socket = secure
    ? tls.connect({ ...options, ...inside, ...(net.isIP(host) ? {} : { servername: host }) })
    : (through ?? net.connect(to));
  // So that each piece is a packet of its own.
  socket.setNoDelay(true);
  return socket;
}

function readFailure(error: Error, headCame: boolean): WireFailure {
  const code = "code" in error ? String(error.code) : "";
  if (!code.startsWith("HPE_")) return failureOf(error, headCame);
  return {
    code: "bad-http",
    message: `The answer is not HTTP that can be read (${error.message}).`,
  };
}
