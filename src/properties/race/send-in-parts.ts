import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Reply } from "../../model/call.ts";
import type { OpenTarget } from "../../run/open-target.ts";
import { oneRequest } from "../../wire/one-request.ts";
import { createOriginPools } from "../../wire/origin-pools.ts";
import { sentHeaders } from "../../wire/sent-headers.ts";
import { createSockets } from "../../wire/sockets.ts";
import type { WireRequest } from "../../wire/wire-request.ts";

/** Milliseconds between the two parts of a body: several calls of a server that is near. */
export const PAUSE_MS = 16;
/** An answer to a chunk is a few hundred bytes. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/**
 * Sends one request over a connection of its own, to the base URL of the target and nowhere else:
 * head and the first half of the body at once, the second half after {@link PAUSE_MS}. Never rejects
 * for what the network does.
 */
export async function sendInParts(
  request: WireRequest,
  { target, tag }: OpenTarget,
): Promise<Reply> {
  const { timeoutMs } = target.limits;
  const { ca, rejectUnauthorized } = target.tls;
  const tls =
    ca === undefined ? { rejectUnauthorized } : { rejectUnauthorized, ca: readFileSync(ca) };
  const sockets = createSockets({ timeout: timeoutMs, ...tls });
  const allowed = target.services.inforouter ? [target.services.inforouter.baseUrl] : [];
  const pools = createOriginPools(allowed, sockets, 1);
  const body = Buffer.from(request.body ?? "");
  const headers = { ...request.headers, "content-length": String(body.length) };
  try {
    const { pool, path } = pools.route(request.url);
    return await oneRequest(
      pool,
      {
        method: request.method as "POST",
        path,
        headers: sentHeaders(headers, `assay (conformance test; ${tag})`),
        body: Readable.from(twoParts(body), { objectMode: false }),
      },
      { timeoutMs, maxResponseBytes: MAX_RESPONSE_BYTES },
    );
  } finally {
    await pools.close();
    sockets.destroyAll();
  }
}

async function* twoParts(body: Buffer): AsyncGenerator<Buffer> {
  const half = Math.ceil(body.length / 2);
  yield body.subarray(0, half);
  await delay(PAUSE_MS);
  yield body.subarray(half);
}
