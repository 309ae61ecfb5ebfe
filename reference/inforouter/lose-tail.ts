import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";

export type TailFault =
  | "chunked-body-loses-tail"
  | "expecting-request-loses-body"
  | "trailers-are-refused";

/** Bytes. */
const TAIL = 9;

/** The body, or what a faulty reader of HTTP makes of it. */
export function loseTail(
  body: Buffer,
  { headers }: IncomingMessage,
  faults: Faults<TailFault>,
): Buffer {
  if (headers.trailer !== undefined && faults.has("trailers-are-refused")) {
    throw new HttpRefusal(400, "Trailers are not supported.");
  }
  if (headers.expect !== undefined && faults.has("expecting-request-loses-body")) {
    return Buffer.alloc(0);
  }
  const loses = headers["transfer-encoding"] !== undefined && faults.has("chunked-body-loses-tail");
  return loses ? body.subarray(0, -TAIL) : body;
}
