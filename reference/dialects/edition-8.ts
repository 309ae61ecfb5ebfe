import type { Dialect } from "../dialect.ts";
import { documented } from "./documented.ts";

/** The chunk size of the example. */
const CHUNK_SIZE = 65_536;
const MAX_INT = 2_147_483_647;

/** The documents' letter, and what is known of the reference of 7.x and 8.0 where it says otherwise. */
export const edition8: Dialect = {
  ...documented,
  name: "edition-8",
  edition: "8.0",
  description:
    "The reference of 7.x and 8.0 as far as it is known: short names for download handlers, chunks of 65536 bytes and no limits of their size, the latest version by its own number, handlers created for anybody, anonymous reads.",
  answers: {
    ...documented.answers,
    envelope: () => ({ root: "response", errorOnSuccess: true }),
  },
  policy: {
    ...documented.policy,
    defaultChunkSize: CHUNK_SIZE,
    negativeSize: "default",
    chunkSizes: { minimum: 1, maximum: MAX_INT },
    downloadHandlers: "short-name",
    latestVersionNumber: "own",
    createChecksTicket: false,
    anonymousReads: true,
  },
};
