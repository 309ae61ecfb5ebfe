import type { BytesSpec } from "../../../../model/value.ts";
import type { UploadChunk } from "./upload-call.ts";

/** Smaller than any ChunkSize. */
const SHORT_BYTES = 1000;

/** The bytes of a planned chunk. */
export function chunkBytes({ seed, last, short }: UploadChunk, chunkSize: number): BytesSpec {
  return { bytes: { size: last || short ? SHORT_BYTES : chunkSize, seed } };
}
