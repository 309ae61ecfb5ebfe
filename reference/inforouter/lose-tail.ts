import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";

export type TailFault = "chunked-body-loses-tail";

/** Bytes. */
const TAIL = 9;

/** The body, or what a faulty reader of chunks makes of it. */
export function loseTail(
  body: Buffer,
  { headers }: IncomingMessage,
  faults: Faults<TailFault>,
): Buffer {
  const loses = headers["transfer-encoding"] !== undefined && faults.has("chunked-body-loses-tail");
  return loses ? body.subarray(0, -TAIL) : body;
}
