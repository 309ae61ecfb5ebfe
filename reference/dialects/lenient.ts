import type { Dialect } from "../dialect.ts";
import { MAX_CHUNK_SIZE } from "../inforouter/chunk-size.ts";
import { parseCrc } from "../inforouter/hex-crc.ts";
import { anyBoolean } from "./boolean-texts.ts";
import { ENGLISH } from "./english.ts";
import { leadingInt } from "./int-texts.ts";
import { TAGGED } from "./layouts.ts";
import { PLAIN_EDITION } from "./plain-edition.ts";
import { PLAIN_HTTP } from "./plain-http.ts";
import { TUS_DOCUMENTED } from "./tus-documented.ts";

/** Accepts whatever the documents do not forbid. */
export const lenient: Dialect = {
  name: "lenient",
  description:
    "Accepts everything that the documents do not forbid: every form of a GUID, texts as numbers, chunks of other sizes and after the last one, downloads beyond the end.",
  reasons: {
    "CUH-16": "The size is a preference: of a text that is no int the digits it begins with count.",
  },
  values: {
    guidForms: ["D", "N", "B", "P", "X"],
    trimsGuids: true,
    writeGuid: (guid) => guid.replaceAll("-", ""),
    readInt: leadingInt,
    readBoolean: anyBoolean,
    readCrc: (text) => parseCrc(text.trim().replace(/^(?:0x|#)/i, "")),
    writeCrc: (crc) => crc.toString(16),
    intBits: 32,
    absent: "null",
  },
  http: { ...PLAIN_HTTP, combine: (_earlier, later) => later },
  soap: {
    versions: ["1.1", "1.2"],
    names: "any-case",
    wsdlNames: "documented",
    action: "ignored",
    unknownAction: "There is no such operation.",
    comments: "passed-over",
    exactNamespace: false,
  },
  answers: {
    envelope: () => ({ root: "Response", errorOnSuccess: true }),
    contentType: "application/xml",
    prolog: "\n",
    namespace: { form: ' xmlns="http://tempuri.org/"', soap: "" },
    layout: TAGGED,
    order: "verdict-first",
    omits: new Set(),
    document: "bytes",
  },
  wording: {
    ...ENGLISH,
    authenticationFailed: "[900] Authentication failed: no such ticket or user",
    sessionExpired: "[901] Session expired or invalid ticket",
  },
  policy: {
    ...PLAIN_EDITION,
    defaultChunkSize: MAX_CHUNK_SIZE,
    negativeSize: "minimum",
    ticketErrors: "by-cause",
    // whatever ChunkSize was agreed on, no chunk needs to be larger than the largest ChunkSize
    refuseChunk: ({ length }) => (length > MAX_CHUNK_SIZE ? "chunkTooLarge" : undefined),
    mismatchSucceeds: true,
    uploadsDieWithSession: false,
    strangersDelete: "success",
    failedFinalizeConsumes: false,
    startOffset: (asked, size) => Math.min(Math.max(asked, 0), size),
    readLength: (asked, chunkSize) => (asked <= 0 ? chunkSize : asked),
  },
  api: {
    bothMissing: "key",
    emptyId: "unknown",
    oddId: "unknown",
    keepsFile: false,
    requestIds: false,
    idDigits: 32,
    contentType: "application/json",
  },
  tus: TUS_DOCUMENTED,
};
