import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { readBody } from "../http/read-body.ts";
import { type BodiesFault, screenBody } from "../reported/bodies.ts";
import { type BodyFault, bodyLimit } from "./spoil.ts";

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

type TailFault =
  | "chunked-body-loses-tail"
  | "expecting-request-loses-body"
  | "trailers-are-refused";

/** Bytes. */
const TAIL = 9;

/** The body, or what a faulty reader of HTTP makes of it. */
function loseTail(body: Buffer, { headers }: IncomingMessage, faults: Faults<TailFault>): Buffer {
  if (headers.trailer !== undefined && faults.has("trailers-are-refused")) {
    throw new HttpRefusal(400, "Trailers are not supported.");
  }
  if (headers.expect !== undefined && faults.has("expecting-request-loses-body")) {
    return Buffer.alloc(0);
  }
  const loses = headers["transfer-encoding"] !== undefined && faults.has("chunked-body-loses-tail");
  return loses ? body.subarray(0, -TAIL) : body;
}

type CutFault = "cut-chunk-is-appended" | "cut-upload-makes-document" | "cut-delete-deletes";

type ReadFault = CutFault | BodyFault;

/** The operation that a broken server carries out on what came of its body. */
const TAKES: Readonly<Record<CutFault, string>> = {
  "cut-chunk-is-appended": "UploadFileChunk",
  "cut-upload-makes-document": "UploadDocument",
  "cut-delete-deletes": "DeleteUploadHandler",
};

/** The whole body, or what a broken server makes do with when its client goes in the middle of it. */
async function readWhole(
  request: IncomingMessage,
  operation: string,
  faults: Faults<ReadFault>,
): Promise<Buffer> {
  const takes = (Object.keys(TAKES) as CutFault[]).some(
    (name) => faults.has(name) && TAKES[name] === operation,
  );
  if (!takes) return readBody(request, bodyLimit(faults));
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => void parts.push(part));
  return readBody(request, bodyLimit(faults)).catch((error: unknown) => {
    if (request.complete) throw error;
    return Buffer.concat(parts);
  });
}
