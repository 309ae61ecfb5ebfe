import type { EditionPolicy } from "../dialect/edition-policy.ts";
import { MAX_CHUNK_SIZE, MIN_CHUNK_SIZE } from "../inforouter/chunk-size.ts";

/** The edition that asks most of a server and leaves least open. */
export const PLAIN_EDITION: EditionPolicy = {
  downloadFailure: "element",
  createChecksTicket: true,
  xmlParameters: "optional",
  anonymousReads: false,
  versionZero: "latest",
  unnumbered: "latest",
  sameBytes: "version",
  keptVersions: Number.POSITIVE_INFINITY,
  downloadHandlers: "guid",
  latestVersionNumber: "zero",
  chunkSizes: { minimum: MIN_CHUNK_SIZE, maximum: MAX_CHUNK_SIZE },
  finalizeOverDocument: "version",
  asksAgainEvery: undefined,
  finalizedFile: "removed",
};
