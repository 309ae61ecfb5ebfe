import http from "node:http";
import type net from "node:net";
import { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Informational, Reply } from "../../model/call.ts";
import { answerHeaders } from "./answer-headers.ts";
import {
  failureOf,
  MOST_INFORMATIONAL,
  TOO_MANY_INFORMATIONAL,
  type WireFailure,
} from "./failure-of.ts";
import { connectRaw, type RawConnection, type RawConnectionOptions } from "./raw-connection.ts";

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
  /** What is asked by, where it matters for the answer: that to HEAD has no body. Default POST. */
  readonly method?: string;
  /** What follows the first piece waits for `100 Continue`, at most so long; an answer makes it needless. */
  readonly continueWithinMs?: number;
  /**
   * Behind the last piece the connection is ended, on purpose, in the middle of the message. After `close`
   * an answer may still come; without one it is the failure `reset`, which says after what it was.
   */
  readonly end?: { readonly by: "close" | "reset"; readonly after: string };
  /** The connection is left when the request is out, or when an answer begins: failure `reset`. */
  readonly leave?: "sent" | "answered";
  /**
   * A name: requests of the same one go over one connection while the server keeps it open, each at once,
   * whatever the others have been answered. It goes by its pieces then, without pauses and without an end.
   */
  readonly connection?: string;
  /** It goes out in one write with the next one over its connection, where that comes at once. */
  readonly withNext?: true;
}

export interface RawOptions extends RawConnectionOptions {
  /** Nothing else is ever sent to. */
  readonly allowedOrigins: readonly string[];
}

/** Answers with larger bodies are `too-large`: no raw request asks for a document. */
const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
/** A server that has got the end of a connection answers or closes by then; else it is left. */
const END_WAIT_MS = 1000;
/** So long before a reset, which takes with it what is still on its way. */
const ARRIVAL_MS = 50;
/** So long after a message was broken off or left: nothing tells when a server has noticed. */
const NOTICE_MS = 100;

/**
 * Writes raw bytes and reads the HTTP answer, with Node's own parser. Never rejects for what the
 * network or the server does, as the client's `send`; rejects for an origin that is not allowed.
 */
export async function sendRaw(request: RawRequest, options: RawOptions): Promise<Reply> {
  checkOrigin(request, options);
  const started = performance.now();
  let connection: RawConnection;
  try {
    connection = await connectRaw(new URL(request.url), options);
  } catch (error) {
    const durationMs = performance.now() - started;
    return { kind: "failure", ...failureOf(error, false), durationMs };
  }
  try {
    const outcome = await exchange(connection, request, options.timeoutMs);
    const durationMs = performance.now() - started;
    return "code" in outcome
      ? { kind: "failure", ...outcome, durationMs }
      : { kind: "response", ...outcome, durationMs };
  } finally {
    connection.socket.destroy();
  }
}

/** @throws Error for an origin that is not allowed: a bug of the caller */
export function checkOrigin({ url }: RawRequest, { allowedOrigins }: RawOptions): void {
  const { origin } = new URL(url);
  if (allowedOrigins.some((allowed) => new URL(allowed).origin === origin)) return;
  throw new Error(`Refused to send raw bytes to ${origin}: it is not an allowed origin.`);
}

type Response = Extract<Reply, { kind: "response" }>;
type Outcome = WireFailure | Omit<Response, "kind" | "durationMs">;

function exchange(
  { socket, tcp }: RawConnection,
  request: RawRequest,
  timeoutMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let isOver = false;
    let headCame = false;
    let broken: Error | undefined;
    /** Once the message was broken off: why there may be no answer. */
    let ended: string | undefined;
    const informational: Informational[] = [];
    const timers: NodeJS.Timeout[] = [];
    const settle = (outcome: Outcome): void => {
      if (isOver) return;
      isOver = true;
      timers.forEach(clearTimeout);
      if (ended === undefined) resolve(outcome);
      else setTimeout(() => resolve(outcome), NOTICE_MS);
    };
    const after = (ms: number, act: () => void): void => void timers.push(setTimeout(act, ms));
    const onPurpose = (): void => settle({ code: "reset", message: ended ?? "" });
    const fail = (error: Error): void => {
      if (ended === undefined || headCame) settle(readFailure(broken ?? error, headCame));
      else onPurpose();
    };
    after(timeoutMs, () => {
      settle({ code: "timeout", message: `Within ${timeoutMs} ms no whole answer came.` });
    });
    const { cutAfterMs, leave, method = "POST" } = request;
    if (cutAfterMs !== undefined) {
      after(cutAfterMs, () => {
        settle({ code: "other", message: "The connection was cut here, on purpose." });
      });
    }

    socket.on("error", (error) => {
      broken ??= error;
    });
    if (leave === "answered") {
      socket.once("data", () => {
        ended = "The connection was left when an answer came, on purpose.";
        onPurpose();
        socket.destroy();
      });
    }
    const parser = http.request({ createConnection: () => readingEnd(socket), method });
    parser.on("error", fail);
    const goesOn = new Promise<void>((done) => {
      if (request.continueWithinMs === undefined) return done();
      after(request.continueWithinMs, done);
      parser.on("continue", done);
      parser.on("response", () => done());
    });
    parser.on("information", ({ statusCode, headers }) => {
      informational.push({ status: statusCode, headers: answerHeaders(headers) });
      if (informational.length > MOST_INFORMATIONAL) settle(TOO_MANY_INFORMATIONAL);
    });
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
        const trailers = answerHeaders(response.trailers);
        settle({
          status: response.statusCode ?? 0,
          headers: answerHeaders(response.headers),
          ...(informational.length > 0 && { informational }),
          ...(Object.keys(trailers).length > 0 && { trailers }),
          body: Buffer.concat(chunks),
        });
      });
    });
    parser.end();
    void write(socket, request, { goesOn, isOver: () => isOver }).then(async (isOut) => {
      if (!isOut) return;
      const { end } = request;
      if (request.leave === "sent") {
        ended = "The connection was left when the request was out, on purpose.";
        onPurpose();
        socket.destroy();
      }
      if (!end) return;
      ended = `The connection was ended after ${end.after} of the body, by ${end.by}, on purpose.`;
      if (end.by === "close") {
        socket.end();
        return after(END_WAIT_MS, onPurpose);
      }
      await sleep(ARRIVAL_MS);
      onPurpose();
      tcp.resetAndDestroy();
    });
  });
}

/** Whether all of it went out, and nothing came in between that makes the rest needless. */
async function write(
  socket: net.Socket,
  { pieces, pauseMs = 0 }: RawRequest,
  { goesOn, isOver }: { readonly goesOn: Promise<void>; readonly isOver: () => boolean },
): Promise<boolean> {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && pauseMs > 0) await sleep(pauseMs);
    if (index === 1) await goesOn;
    if (isOver() || socket.destroyed) return false;
    const isOut = new Promise<void>((done) => {
      socket.write(piece, () => done());
    });
    if (index === pieces.length - 1) await isOut;
  }
  return !isOver();
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

function readFailure(error: Error, headCame: boolean): WireFailure {
  const code = "code" in error ? String(error.code) : "";
  if (!code.startsWith("HPE_")) return failureOf(error, headCame);
  return {
    code: "bad-http",
    message: `The answer is not HTTP that can be read (${error.message}).`,
  };
}
