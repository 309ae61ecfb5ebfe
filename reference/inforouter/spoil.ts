import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { MAX_BODY_BYTES } from "../http/read-body.ts";

const BUFFER_BYTES = 8192;
const FOUR_MEGABYTES = 4 * 1024 * 1024;
const THIRTY_MILLION = 30_000_000;

/** Plain text without the white space at its end; anything else as it is. */
export function trimmed(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  return /^[\t\n\r\x20-\x7e]*$/.test(text) ? Buffer.from(text.trimEnd(), "latin1") : bytes;
}

type NameFault =
  | "upload-document-name-loses-plus"
  | "upload-document-name-is-decoded"
  | "upload-document-name-beyond-bmp-is-500";

/** The path that a document is stored under. */
export function spoilPath(path: string, faults: Faults<NameFault>): string {
  // ALL-32: a column of a database that takes three bytes at most
  const isBeyond = /[\u{10000}-\u{10ffff}]/u.test(path);
  if (isBeyond && faults.has("upload-document-name-beyond-bmp-is-500")) {
    throw new HttpRefusal(500, "Internal server error");
  }
  if (faults.has("upload-document-name-loses-plus")) return path.replaceAll("+", " ");
  if (!faults.has("upload-document-name-is-decoded")) return path;
  return path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

type ChunkFault =
  | "chunk-text-is-trimmed"
  | "chunk-is-decoded-as-utf-8"
  | "chunk-loses-byte-after-buffer";

/** What is stored of a chunk. */
export function spoilChunk(bytes: Buffer, faults: Faults<ChunkFault>): Buffer {
  if (faults.has("chunk-text-is-trimmed")) return trimmed(bytes);
  if (faults.has("chunk-is-decoded-as-utf-8")) return Buffer.from(bytes.toString("utf8"));
  const loses = faults.has("chunk-loses-byte-after-buffer") && bytes.length % BUFFER_BYTES === 1;
  return loses ? bytes.subarray(0, -1) : bytes;
}

export type BodyFault =
  | "bodies-over-four-megabytes-are-refused"
  | "bodies-over-thirty-million-are-refused";

/** CUH-20: how much of a body is read; a chunk of the largest size fits. */
export function bodyLimit(faults: Faults<BodyFault>): number {
  if (faults.has("bodies-over-four-megabytes-are-refused")) return FOUR_MEGABYTES;
  return faults.has("bodies-over-thirty-million-are-refused") ? THIRTY_MILLION : MAX_BODY_BYTES;
}
