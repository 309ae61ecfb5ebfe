import type { TusPolicy } from "../dialect/tus-policy.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the protocol's own examples show, with all extensions but those that few servers have. */
export const TUS_DOCUMENTED: TusPolicy = {
  extensions: [
    "creation",
    "creation-with-upload",
    "creation-defer-length",
    "expiration",
    "checksum",
    "termination",
    "concatenation",
  ],
  versions: ["1.0.0"],
  algorithms: ["sha1", "md5", "sha256", "sha512", "crc32"],
  maxSize: 2 ** 30,
  lifetimeMs: DAY_MS,
  location: "absolute",
  optionsStatus: 204,
  headStatus: 200,
  unknownHead: 404,
  gone: 410,
  waitMs: 2000,
  deleteInterrupts: false,
  keeps: (received) => received,
  overlong: "refused",
  withoutVersion: "refused",
  mismatch: 460,
  headerNames: "documented",
  metadata: "as-sent",
  partsOfFinal: "kept",
  cacheControl: "no-store",
};
