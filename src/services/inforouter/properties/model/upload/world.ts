import type { Binding } from "../../../../../model/binding.ts";
import type { JsonValue } from "../../../../../model/value.ts";
import type { Who } from "../../../../../properties/model/who.ts";

/** An upload handler as the model knows it; where the documents are silent, something becomes unclear. */
export interface UploadHandle {
  /** The name that steps know its GUID by: `h0`. */
  readonly name: string;
  readonly creator: Who;
  /** Bytes; undefined when the answer said none that could be sent cheaply. */
  readonly chunkSize: number | undefined;
  life: "open" | "deleted" | "finalized" | "unclear";
  /** Whether its last chunk was marked. */
  complete: "no" | "yes" | "unclear";
  /** What was taken, in order; undefined when that is unclear. */
  taken: Buffer[] | undefined;
  /** Chunks that were not to be taken, with what says so: none of them may be in the document. */
  readonly refused: RefusedChunk[];
  /** Statements that are broken if it no longer works: what was done since it was last seen to. */
  readonly suspects: Set<string>;
  /** Chunks sent, taken or not: no two of them have the same bytes. */
  chunks: number;
  /** The binding over which it was finalized. */
  finalizedOver?: Binding;
}

/** A chunk that must not be in the document. */
export interface RefusedChunk {
  readonly bytes: Buffer;
  readonly breaks: readonly string[];
}

/** A document that finalizing made. */
export interface MadeDocument {
  readonly of: UploadHandle;
  readonly path: JsonValue;
  readonly bytes: Buffer;
  /** The operations that were called with its handler after it was made. */
  readonly touchedBy: Set<string>;
}

/** What the model knows while a sequence goes on. */
export interface UploadWorld {
  readonly handles: UploadHandle[];
  readonly documents: MadeDocument[];
  /** How many finalizes were tried: each has a path of its own. */
  finalizes: number;
  /** The owner's own session was ended. */
  loggedOut: boolean;
  /** A call was refused as it had to be: what accepts everything must not hold. */
  refusals: number;
}

export function newUploadWorld(): UploadWorld {
  return { handles: [], documents: [], finalizes: 0, loggedOut: false, refusals: 0 };
}
