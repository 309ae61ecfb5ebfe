import type { UploadCall } from "./call.ts";

/** A call of a plan for a race: the owner's, about the one handler that there is. Plain data. */
export type RaceCall =
  | RaceChunk
  | { readonly call: "delete" }
  /** Makes the upload the document of this name, one that did not exist before. */
  | { readonly call: "finalize"; readonly to: string }
  | { readonly call: "download"; readonly from: string }
  /** Looks for the staged file, where the target has a probe. */
  | { readonly call: "probe" };

/** A small last chunk, or one that is not the last and of exactly ChunkSize, or else `short`. */
export type RaceChunk = {
  readonly call: "chunk";
  readonly seed: number;
  readonly last: boolean;
  readonly short?: true;
  readonly slow?: true;
};

/** The handler that calls race for, by the name that steps know its GUID by. */
export const HANDLER = "handler";

/** Smaller than any ChunkSize. */
const SHORT_BYTES = 1000;

/**
 * A call of a plan made concrete.
 *
 * @param chunkSize as the handler was answered, in bytes
 */
export function toCall(planned: RaceCall, chunkSize: number): UploadCall {
  const who = { as: "owner", of: HANDLER } as const;
  switch (planned.call) {
    case "chunk": {
      const { call, seed, ...chunk } = planned;
      const size = chunk.last || chunk.short ? SHORT_BYTES : chunkSize;
      return { ...who, call, chunk: { ...chunk, bytes: { bytes: { size, seed } } } };
    }
    case "finalize":
      return { ...who, ...planned, by: "UploadDocumentWithHandler" as const };
    default:
      return { ...who, ...planned };
  }
}
