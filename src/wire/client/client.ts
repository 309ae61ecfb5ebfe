import pLimit from "p-limit";
import type { Dispatcher } from "undici";
import type { Reply } from "../../model/call.ts";
import type { LinkTiming } from "../../model/timing.ts";
import { isRaw } from "../encode/transfer.ts";
import type { WireRequest } from "../encode/wire-request.ts";
import { createBatchSettlement } from "./batch-settlement.ts";
import { createByteRoom, isFree } from "./byte-room.ts";
import { createLines } from "./lines.ts";
import { requestBytes, responseBytes } from "./message-bytes.ts";
import { oneRequest } from "./one-request.ts";
import { createOriginPools } from "./origin-pools.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { type RawRequest, sendRaw } from "./raw.ts";
import { createRetryPolicy } from "./retry.ts";
import { createSlots } from "./slots.ts";
import { createSockets } from "./sockets.ts";
import type { TlsOptions } from "./tls-options.ts";
import { rawOf, written } from "./written-request.ts";

export interface ClientOptions {
  /** For one request, from its dispatch (not while it queues) to the last byte of the body. */
  readonly timeoutMs: number;
  /** Requests in flight, and connections to each origin. */
  readonly concurrency: number;
  /** 0 or nothing: as fast as it goes. */
  readonly requestsPerSecond?: number;
  /** Of requests and answers together; 0 or nothing: as fast as it goes. */
  readonly bytesPerSecond?: number | undefined;
  /** For a body as it comes and for it decompressed. Default 48 MiB. */
  readonly maxResponseBytes?: number;
  readonly tls?: TlsOptions;
  /** The HTTP proxy through which an origin is asked; nothing: straight. */
  readonly proxyFor?: ((origin: string) => string | undefined) | undefined;
  /** Origins or base URLs; nothing else is ever sent to. */
  readonly allowedOrigins: readonly string[];
  /** Default `assay`. */
  readonly userAgent?: string;
  /** When it is aborted, nothing waits any longer for a server that asked to. */
  readonly signal?: AbortSignal | undefined;
  /** Told whenever a server asks to wait. */
  readonly onAskedToWait?: () => void;
}

export interface ClientStats {
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** How often the server asked to wait. */
  readonly throttled: number;
  /** What the connections show that were made for them; absent where they went through a proxy. */
  readonly link?: LinkTiming;
}

export interface Client {
  send(request: WireRequest): Promise<Reply>;
  /** Writes bytes as they are, over a connection of their own or one that they name; under the same limits as the others. */
  sendRaw(request: RawRequest): Promise<Reply>;
  /** Ends a connection that transfers name. */
  hangUp(connection: string): Promise<void>;
  stats(): ClientStats;
  /** Ends what is under way (as failure `other`) and every connection. May be called again. */
  close(): Promise<void>;
}

/** Bytes of large bodies that go out at a time: a server holds all of a body, often several times. */
const MOST_UNDER_WAY = 16 * 1024 * 1024;

/** The largest chunk, 32 MiB, in base64 takes 43. */
const MAX_RESPONSE_BYTES = 48 * 1024 * 1024;

/**
 * Sends requests over keep-alive connections: no cookies, no redirects. Nothing is sent twice but
 * what a server says it has not taken: see {@link createRetryPolicy}.
 *
 * `send` never rejects for what the network or the server does: that is a reply of kind `failure`.
 * It rejects for one thing only, an origin that is not allowed, which is a bug of the caller.
 *
 * Connections that a server closed while they were idle: a request that was not yet written moves
 * to a fresh connection by itself (undici keeps it queued, and looks at the socket once more
 * before it writes). A request that *was* written is never sent again, since no client can know
 * whether the server acted on it, and even a GET creates handlers here: it is `reset`.
 *
 * An answer that is compressed although `identity` was asked for is decompressed under the same
 * size limit; its headers stay as they came.
 */
export function createClient(options: ClientOptions): Client {
  const { timeoutMs, concurrency, tls = {}, maxResponseBytes = MAX_RESPONSE_BYTES } = options;
  const { allowedOrigins, userAgent = "assay", proxyFor } = options;
  const limits = {
    timeoutMs,
    maxResponseBytes,
    large: pLimit(1),
    deliver: createBatchSettlement(),
  };
  const sockets = createSockets({ timeout: timeoutMs, ...tls });
  const pools = createOriginPools(allowedOrigins, {
    ...{ sockets, connections: concurrency, tls, timeoutMs, proxyFor },
  });
  const lines = createLines();
  const slots = createSlots(concurrency);
  const room = createByteRoom(MOST_UNDER_WAY);
  const limiter = createRateLimiter(options);
  const closing = new AbortController();
  const over = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  const retry = createRetryPolicy(over, options.onAskedToWait);
  let requests = 0;
  let rawRequests = 0;
  let rawBytes = 0;

  function sendNow(request: WireRequest): Promise<Reply> {
    const { transfer } = request;
    if (transfer && isRaw(transfer)) return sendRawNow(rawOf(request, userAgent, transfer));
    const size = request.body?.length ?? 0;
    if (limiter || !isFree(size)) return sendInRoom(request, size);
    return closing.signal.aborted ? Promise.resolve(CLOSED) : sent(request);
  }

  /** When there is time for it, and room. */
  async function sendInRoom(request: WireRequest, size: number): Promise<Reply> {
    if (limiter) await limiter.turn(requestBytes(request));
    if (closing.signal.aborted) return CLOSED;
    const reply = await (isFree(size) ? sent(request) : room(size, () => sent(request)));
    if (limiter) limiter.received(responseBytes(reply));
    return reply;
  }

  function sent(request: WireRequest): Promise<Reply> {
    const times = request.transfer?.pipelined;
    return times === undefined ? once(request) : severalAtOnce(request, times);
  }

  /** When a place is free, and again where the server asks for it. */
  async function inTurn<T>(send: (request: T) => Promise<Reply>, request: T): Promise<Reply> {
    const turn = slots.enter();
    if (turn) await turn;
    try {
      return await retry.send(send, request);
    } finally {
      slots.leave();
    }
  }

  function once(request: WireRequest, connection = request.transfer?.connection): Promise<Reply> {
    const { pool, origin, path } = pools.route(request.url, connection);
    const { method, transfer } = request;
    requests++;
    const { headers, body } = written(request, userAgent);
    const options: Dispatcher.DispatchOptions = { origin, method, path, headers, body };
    if (transfer?.pipelined !== undefined) options.idempotent = true;
    const { mostAnswered = maxResponseBytes } = request;
    const bounded =
      mostAnswered < maxResponseBytes ? { ...limits, maxResponseBytes: mostAnswered } : limits;
    return oneRequest(pool, options, bounded);
  }

  /** All of them are written before the first is answered; one that is not is what it came to. */
  async function severalAtOnce(request: WireRequest, times: number): Promise<Reply> {
    const connection = `pipelined ${requests}`;
    const copies = Array.from({ length: times }, () => once(request, connection));
    const replies = await Promise.all(copies);
    await pools.hangUp(connection);
    return replies.find(({ kind }) => kind === "failure") ?? replies.at(-1) ?? CLOSED;
  }

  async function sendRawNow(request: RawRequest): Promise<Reply> {
    const size = request.pieces.reduce((sum, { length }) => sum + length, 0);
    if (limiter) await limiter.turn(size);
    if (closing.signal.aborted) return CLOSED;
    requests++;
    rawRequests++;
    rawBytes += size;
    const how = { timeoutMs, allowedOrigins, tls, proxyFor };
    const { connection } = request;
    const reply = await (connection === undefined
      ? sendRaw(request, how)
      : lines.send(request, connection, how));
    if (limiter) limiter.received(responseBytes(reply));
    return reply;
  }

  return {
    send: (request) => inTurn(sendNow, request),
    sendRaw: (request) => inTurn(sendRawNow, request),
    hangUp: (connection) => {
      lines.hangUp(connection);
      return pools.hangUp(connection);
    },
    stats: () => {
      const { sent, received } = sockets.bytes();
      const bytesSent = sent + rawBytes;
      const made = sockets.made();
      const link = made.connections > 0 ? { ...made, requests: requests - rawRequests } : undefined;
      return {
        ...{ requests, bytesSent, bytesReceived: received, throttled: retry.asked() },
        ...(link ? { link } : {}),
      };
    },
    close: async () => {
      closing.abort();
      lines.close();
      await pools.close();
      sockets.destroyAll();
    },
  };
}

const CLOSED: Reply = {
  kind: "failure",
  code: "other",
  message: "The client is closed.",
  durationMs: 0,
};
