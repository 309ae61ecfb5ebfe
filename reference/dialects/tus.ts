import type { TusPolicy } from "../dialect/tus-policy.ts";
import type { Dialect } from "../dialect.ts";
import { documented } from "./documented.ts";
import { TUS_DOCUMENTED } from "./tus-documented.ts";

const BLOCK = 16_384;

/** A server that differs from `documented` in its tus service alone. */
function tusDialect(name: string, description: string, policy: Partial<TusPolicy>): Dialect {
  const { edition: _, ...common } = documented;
  return {
    ...common,
    name,
    description,
    reasons: {},
    services: ["tus"],
    tus: { ...TUS_DOCUMENTED, ...policy },
  };
}

/** What servers of the tus protocol may do in more than one way. */
export const TUS_DIALECTS: readonly Dialect[] = [
  tusDialect("tus-core", "The core of tus alone: uploads come into being in another way.", {
    extensions: [],
    maxSize: undefined,
    optionsStatus: 200,
    gone: 404,
  }),
  tusDialect(
    "tus-plain",
    "Creation and nothing else: paths for Location, header names in small letters, 204 to HEAD, no maximum, requests at the same time refused at once.",
    {
      extensions: ["creation"],
      maxSize: undefined,
      location: "path",
      optionsStatus: 200,
      headStatus: 204,
      unknownHead: 403,
      gone: 404,
      waitMs: 0,
      overlong: "cut",
      withoutVersion: "served",
      headerNames: "lower",
      metadata: "by-key",
      cacheControl: "no-cache, no-store, max-age=0",
    },
  ),
  tusDialect(
    "tus-everything",
    "Every extension: trailers, finals of unfinished parts, whose parts are deleted; DELETE ends a running PATCH, Location without a scheme, header names in capitals.",
    {
      extensions: [
        "creation",
        "creation-with-upload",
        "creation-defer-length",
        "expiration",
        "checksum",
        "checksum-trailer",
        "termination",
        "concatenation",
        "concatenation-unfinished",
      ],
      versions: ["1.0.0", "0.2.2"],
      location: "host",
      unknownHead: 410,
      deleteInterrupts: true,
      mismatch: 400,
      headerNames: "upper",
      partsOfFinal: "deleted",
    },
  ),
  tusDialect("tus-blocks", "Of a PATCH that breaks off whole blocks of 16 KiB are kept.", {
    keeps: (received) => received - (received % BLOCK),
  }),
  tusDialect("tus-buffered", "A body is handed on only when it is whole.", { keeps: () => 0 }),
  tusDialect("tus-small", "Uploads have a megabyte at most.", { maxSize: 2 ** 20 }),
  tusDialect("tus-tiny", "Uploads have 64,000 bytes at most.", { maxSize: 64_000 }),
  tusDialect("tus-short-lived", "Unfinished uploads expire within seconds, and are 404 then.", {
    lifetimeMs: 3000,
    gone: 404,
  }),
];
