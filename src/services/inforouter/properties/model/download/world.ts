import type { Who } from "../../../../../properties/model/who.ts";
import type { CaseState } from "../../../../../run/case/case-state.ts";

/** A download handler as the model knows it. */
export interface DownloadHandle {
  /** The name that steps know its GUID by: `d0`. */
  readonly name: string;
  readonly creator: Who;
  /** What its file holds; of a zip, what was read before. */
  readonly content: Content;
  /** Whether another operation than GetDownloadHandler staged it. */
  readonly isOther: boolean;
  /** Statements that are broken if it no longer works: what was done since it was last seen to. */
  readonly suspects: Set<string>;
  life: "open" | "deleted" | "unclear";
  /** Reads that were accepted. */
  reads: number;
}

/** A file of which some bytes are known, by offset. */
export interface Content {
  size: number | undefined;
  /** From the beginning, and not only what was read. */
  readonly isKnown: boolean;
  readonly bytes: Map<number, number>;
}

/** What the model knows while a sequence goes on. */
export interface DownloadWorld {
  readonly handles: DownloadHandle[];
  /** The bytes of the document that is downloaded. */
  readonly document: Buffer;
  /** The owner's own session was ended. */
  loggedOut: boolean;
  /** Calls that had to be refused: what accepts everything must not hold. */
  refusals: number;
  /** Deletes that were accepted, after which the document must still be there. */
  deletes: number;
}

/** A sequence in play: the model, and the case that it is about. */
export interface DownloadPlay {
  readonly world: DownloadWorld;
  readonly state: CaseState;
}

/** A file whose bytes are all known. */
export function known(bytes: Buffer): Content {
  return { size: bytes.length, isKnown: true, bytes: new Map(bytes.entries()) };
}
