import type { IncomingMessage } from "node:http";
import { finished } from "node:stream";
import { HttpRefusal } from "./http-refusal.ts";

/** The biggest body that is read: a chunk of 32 MiB as percent-encoded base64 fits. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** From here on one buffer is made for all of it. */
const LARGE_BYTES = 1024 * 1024;

/** A body that is larger is read to its end, so that the client gets the answer, but not for ever. */
const MAX_DRAINED_BYTES = 4 * MAX_BODY_BYTES;

/**
 * The whole body. Nothing is done with a request before it has arrived, so an aborted one leaves
 * nothing behind. Refuses more than `limit` bytes with 413; rejects when the client goes away.
 */
export function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    // Pieces that are joined at the end would be there twice.
    const announced = Number(request.headers["content-length"]);
    const isLarge = announced >= LARGE_BYTES && announced <= limit;
    const whole = isLarge ? Buffer.allocUnsafeSlow(announced) : undefined;
    request.on("data", (part: Buffer) => {
      if (whole) part.copy(whole, length);
      length += part.length;
      if (length > limit) parts.length = 0;
      else if (!whole) parts.push(part);
      if (length > MAX_DRAINED_BYTES) reject(tooLarge(limit));
    });
    // A request may have been broken off before anybody reads it: it has no further event then.
    finished(request, { writable: false }, (error) => {
      if (error) reject(error);
      else if (length > limit) reject(tooLarge(limit));
      else if (whole) resolve(whole.subarray(0, length));
      else resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
    });
  });
}

function tooLarge(limit: number): HttpRefusal {
  return new HttpRefusal(413, `The body is larger than ${limit} bytes.`, { Connection: "close" });
}
