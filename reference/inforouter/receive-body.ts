import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { readBody } from "../http/read-body.ts";
import { type BodiesFault, screenBody } from "../reported/bodies.ts";
import { loseTail, type TailFault } from "./lose-tail.ts";
import { type BodyFault, bodyLimit } from "./spoil.ts";

export type ReceiveFault = BodiesFault | BodyFault | TailFault;

/** The whole body, or what a faulty reader makes of it. */
export async function receiveBody(
  request: IncomingMessage,
  faults: Faults<ReceiveFault>,
): Promise<Buffer> {
  const body = await readBody(request, bodyLimit(faults));
  screenBody(body, request, faults);
  return loseTail(body, request, faults);
}
