import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { readBody } from "../http/read-body.ts";
import { type BodyFault, bodyLimit } from "./spoil.ts";

type CutFault = "cut-chunk-is-appended" | "cut-upload-makes-document" | "cut-delete-deletes";

export type ReadFault = CutFault | BodyFault;

/** The operation that a broken server carries out on what came of its body. */
const TAKES: Readonly<Record<CutFault, string>> = {
  "cut-chunk-is-appended": "UploadFileChunk",
  "cut-upload-makes-document": "UploadDocument",
  "cut-delete-deletes": "DeleteUploadHandler",
};

/** The whole body, or what a broken server makes do with when its client goes in the middle of it. */
export async function readWhole(
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
