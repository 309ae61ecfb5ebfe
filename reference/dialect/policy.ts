import type { EditionPolicy } from "./edition-policy.ts";
import type { ReasonKind } from "./wording.ts";

/** What a chunk policy looks at; sizes are bytes. */
export interface ChunkFacts {
  readonly length: number;
  readonly last: boolean;
  readonly chunkSize: number;
  /** The last chunk has come before. */
  readonly complete: boolean;
}

/** What infoRouter's documents leave to the server. */
export interface Policy extends EditionPolicy {
  /** CUH-13: bytes; what 0 gives. */
  readonly defaultChunkSize: number;
  /** CUH-14: what a negative size gives. */
  readonly negativeSize: "minimum" | "default";
  /** CUH-18, DUH-10, DDH-10: 900 or 901 by what is wrong with the ticket, or 901 for all. */
  readonly ticketErrors: "by-cause" | "always-901";
  /** UFC-07: why a chunk is not taken, its CRC aside; undefined when it is. */
  readonly refuseChunk: (chunk: ChunkFacts) => ReasonKind | undefined;
  /** UFC-02: the `success` beside `tryagain="true"`; the documents show both. */
  readonly mismatchSucceeds: boolean;
  /** CUH-23: an upload belongs to its session: no other takes chunks or finalizes, log-out discards it. */
  readonly uploadsDieWithSession: boolean;
  /** DUH-20, DDH-14: what a stranger's delete, which has no effect, is told. */
  readonly strangersDelete: "success" | "refused";
  /** FIN-05: whether a finalize that the owner began and that failed discards the upload. */
  readonly failedFinalizeConsumes: boolean;
  /** DFC-04: where in a file of `size` bytes reading begins; undefined is refused. */
  readonly startOffset: (asked: number, size: number) => number | undefined;
  /** DFC-04: how much is read at most, given the negotiated size; undefined is refused. */
  readonly readLength: (asked: number, chunkSize: number) => number | undefined;
}
