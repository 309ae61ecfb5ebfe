import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { type BodiesFault, screenBody } from "../reported/bodies.ts";
import { loseTail, type TailFault } from "./lose-tail.ts";
import { type ReadFault, readWhole } from "./read-whole.ts";

export type ReceiveFault = BodiesFault | ReadFault | TailFault;

/** The whole body of a call of that operation, or what a faulty reader makes of it. */
export async function receiveBody(
  request: IncomingMessage,
  operation: string,
  faults: Faults<ReceiveFault>,
): Promise<Buffer> {
  const body = await readWhole(request, operation, faults);
  screenBody(body, request, faults);
  return loseTail(body, request, faults);
}
