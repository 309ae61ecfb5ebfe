import type { ReasonKind } from "../dialect/wording.ts";
import type { Dialect } from "../dialect.ts";
import { parseCrc } from "../inforouter/hex-crc.ts";
import { plainBoolean } from "./boolean-texts.ts";
import { CORE_FRAMEWORK } from "./core-framework.ts";
import { ENGLISH } from "./english.ts";
import { HANDLER_OPERATIONS } from "./handler-operations.ts";
import { dotNetInt } from "./int-texts.ts";
import { PRETTY } from "./layouts.ts";
import { PLAIN_EDITION } from "./plain-edition.ts";
import { problemJson } from "./problem-json.ts";
import { TUS_DOCUMENTED } from "./tus-documented.ts";

const BAD_INPUT = 4000;
const BAD_TICKET = 4010;
const NO_RIGHT = 4030;
const NOT_FOUND = 4041;

export const ERROR_CODES: Readonly<Record<ReasonKind, number>> = {
  authenticationFailed: BAD_TICKET,
  sessionExpired: BAD_TICKET,
  badRequest: BAD_INPUT,
  missingParameter: BAD_INPUT,
  notConvertible: BAD_INPUT,
  invalidUploadHandler: NOT_FOUND,
  invalidDownloadHandler: NOT_FOUND,
  notYourHandler: NO_RIGHT,
  chunkAfterLast: BAD_INPUT,
  chunkTooLarge: BAD_INPUT,
  chunkNotOfChunkSize: BAD_INPUT,
  chunkEmpty: BAD_INPUT,
  chunkCrcDiffers: BAD_INPUT,
  chunkNotStored: BAD_INPUT,
  uploadIncomplete: BAD_INPUT,
  folderNotFound: NOT_FOUND,
  documentExists: BAD_INPUT,
  notCheckedOut: BAD_INPUT,
  documentNotFound: NOT_FOUND,
  versionNotFound: NOT_FOUND,
  pathNotFound: NOT_FOUND,
  pathsNotFound: NOT_FOUND,
  labelOutOfRange: BAD_INPUT,
  notAnArchive: BAD_INPUT,
  noConverter: BAD_INPUT,
  invalidDocumentPath: BAD_INPUT,
  offsetOutOfRange: BAD_INPUT,
  sizeOutOfRange: BAD_INPUT,
};

/** The newer generation of servers, on ASP.NET Core. */
export const current: Dialect = {
  name: "current",
  description:
    "The newer generation: errorCode attributes, HTTP 400 problem JSON for parameters that cannot be bound, other roots, a byte order mark and pretty printing.",
  reasons: {
    "CUH-14": "A size that is not positive counts as none: it gives the default.",
  },
  values: {
    guidForms: ["D", "N", "B", "P", "X"],
    trimsGuids: true,
    writeGuid: (guid) => guid.toUpperCase(),
    readInt: dotNetInt,
    readBoolean: plainBoolean,
    readCrc: parseCrc,
    writeCrc: (crc) => crc.toString(16).toUpperCase().padStart(8, "0"),
    intBits: 32,
    absent: "null",
    framework: CORE_FRAMEWORK,
  },
  http: {
    headers: { Server: "Kestrel", "Cache-Control": "no-cache" },
    names: "any-case",
    combine: (earlier) => earlier,
    multipart: true,
    unknownOperation: () => problemJson(404, "Not Found"),
    needsBody: () => problemJson(415, "Unsupported Media Type"),
    noForm: () => problemJson(415, "Unsupported Media Type"),
  },
  soap: {
    versions: ["1.1"],
    names: "any-case",
    wsdlNames: "documented",
    action: "checked",
    unknownAction: "No operation is found for the specified action: {action}",
    comments: "passed-over",
    exactNamespace: false,
  },
  answers: {
    envelope: (operation) => ({
      root: operation.includes("Download") ? "Response" : "root",
      errorOnSuccess: HANDLER_OPERATIONS.has(operation),
    }),
    contentType: "application/xml; charset=utf-8",
    prolog: '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n',
    namespace: { form: "", soap: "" },
    layout: PRETTY,
    order: "verdict-first",
    omits: new Set(),
    errorCodes: ERROR_CODES,
    document: "bytes",
  },
  wording: {
    ...ENGLISH,
    authenticationFailed: "[900]Authentication failed.",
    sessionExpired: "[901]Session expired or Invalid ticket",
  },
  policy: {
    ...PLAIN_EDITION,
    defaultChunkSize: 4_194_304,
    negativeSize: "default",
    ticketErrors: "always-901",
    refuseChunk: ({ length, chunkSize, complete }) => {
      if (complete) return "chunkAfterLast";
      return length > chunkSize ? "chunkTooLarge" : undefined;
    },
    mismatchSucceeds: false,
    uploadsDieWithSession: false,
    strangersDelete: "refused",
    failedFinalizeConsumes: false,
    startOffset: (asked, size) => (asked < 0 || asked > size ? undefined : asked),
    readLength: (asked, chunkSize) => (asked < 0 ? undefined : asked || chunkSize),
  },
  api: {
    bothMissing: "key",
    emptyId: "unknown",
    oddId: "unknown",
    keepsFile: false,
    requestIds: false,
    idDigits: 32,
    contentType: "application/json; charset=utf-8",
  },
  tus: TUS_DOCUMENTED,
};
