import pLimit from "p-limit";
import type { Reply } from "../model/call.ts";
import { decodeBody } from "./decode-body.ts";
import { oneRequest } from "./one-request.ts";
import { createOriginPools } from "./origin-pools.ts";
import { createPace } from "./pace.ts";
import { sentHeaders } from "./sent-headers.ts";
import { createSockets } from "./sockets.ts";
import type { WireRequest } from "./wire-request.ts";

export interface ClientOptions {
  /** For one request, from its dispatch (not while it queues) to the last byte of the body. */
  readonly timeoutMs: number;
  /** Requests in flight, and connections to each origin. */
  readonly concurrency: number;
  /** 0 or nothing: as fast as it goes. */
  readonly requestsPerSecond?: number;
  /** For a body as it comes and for it decompressed. Default 64 MiB. */
  readonly maxResponseBytes?: number;
  /** `ca` is PEM text. */
  readonly tls?: { readonly ca?: string; readonly rejectUnauthorized?: boolean };
  /** Origins or base URLs; nothing else is ever sent to. */
  readonly allowedOrigins: readonly string[];
  /** Default `assay`. */
  readonly userAgent?: string;
}

export interface ClientStats {
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export interface Client {
  send(request: WireRequest): Promise<Reply>;
  stats(): ClientStats;
  /** Ends what is under way (as failure `other`) and every connection. May be called again. */
  close(): Promise<void>;
}

const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/**
 * Sends requests over keep-alive connections: no cookies, no redirects, no retries.
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
  const { timeoutMs, concurrency, tls, maxResponseBytes = MAX_RESPONSE_BYTES } = options;
  const userAgent = options.userAgent ?? "assay";
  const limits = { timeoutMs, maxResponseBytes };
  const sockets = createSockets({ timeout: timeoutMs, ...tls });
  const pools = createOriginPools(options.allowedOrigins, sockets, concurrency);
  const inFlight = pLimit(concurrency);
  const pace = createPace(options.requestsPerSecond ?? 0);
  let requests = 0;
  let closed = false;

  async function sendNow(request: WireRequest): Promise<Reply> {
    if (pace) await pace();
    if (closed)
      return { kind: "failure", code: "other", message: "The client is closed.", durationMs: 0 };
    const { pool, path } = pools.route(request.url);
    const { method, body } = request;
    requests++;
    const headers = sentHeaders(request.headers, userAgent);
    // 429 and 503 with Retry-After would be heeded here: the place where a reply can be replaced.
    const reply = await oneRequest(pool, { method, path, headers, body }, limits);
    return reply.kind === "response" && "content-encoding" in reply.headers
      ? decoded(reply, maxResponseBytes)
      : reply;
  }

  return {
    send: (request) => inFlight(sendNow, request),
    stats: () => {
      const { sent, received } = sockets.bytes();
      return { requests, bytesSent: sent, bytesReceived: received };
    },
    close: async () => {
      closed = true;
      await pools.close();
      sockets.destroyAll();
    },
  };
}

async function decoded(reply: Reply & { kind: "response" }, maxBytes: number): Promise<Reply> {
  const { body, headers, durationMs } = reply;
  if (body.length === 0) return reply;
  const result = await decodeBody(body, headers["content-encoding"] ?? "", maxBytes);
  return Buffer.isBuffer(result)
    ? { ...reply, body: result }
    : { kind: "failure", ...result, durationMs };
}
