import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { readBody } from "../http/read-body.ts";
import { type BodiesFault, screenBody } from "../reported/bodies.ts";
import { loseTail, type TailFault } from "./lose-tail.ts";

export type BodyFault = BodiesFault | TailFault;

/** The whole body, or what a faulty reader makes of it. */
export async function receiveBody(
  request: IncomingMessage,
  faults: Faults<BodyFault>,
): Promise<Buffer> {
  const body = await readBody(request);
  screenBody(body, request, faults);
  return loseTail(body, request, faults);
}
