import type { Envelope } from "../dialect/answer-style.ts";
import type { Dialect } from "../dialect.ts";
import { formatCrc, parseCrc } from "../inforouter/hex-crc.ts";
import { plainBoolean } from "./boolean-texts.ts";
import { ENGLISH } from "./english.ts";
import { HANDLER_OPERATIONS } from "./handler-operations.ts";
import { plainInt } from "./int-texts.ts";
import { LINE } from "./layouts.ts";
import { PLAIN_EDITION } from "./plain-edition.ts";
import { PLAIN_HTTP } from "./plain-http.ts";
import { TUS_DOCUMENTED } from "./tus-documented.ts";

/** The letter of the documents, and where they are silent the plainest behaviour. */
export const documented: Dialect = {
  name: "documented",
  description: "The documents' letter; where they are silent, the plainest behaviour.",
  edition: "2026-02",
  reasons: {},
  values: {
    // The form of every example; the documents name no other.
    guidForms: ["D"],
    trimsGuids: false,
    writeGuid: (guid) => guid,
    readInt: plainInt,
    readBoolean: plainBoolean,
    readCrc: parseCrc,
    writeCrc: formatCrc,
    intBits: 32,
    absent: "refused",
  },
  http: PLAIN_HTTP,
  soap: {
    versions: ["1.1"],
    names: "documented",
    wsdlNames: "documented",
    action: "checked",
    unknownAction: "There is no such operation.",
    comments: "passed-over",
    exactNamespace: false,
  },
  answers: {
    envelope,
    contentType: "text/xml; charset=utf-8",
    prolog: '<?xml version="1.0" encoding="utf-8"?>\n',
    namespace: { form: "", soap: ' xmlns=""' },
    layout: LINE,
    order: "verdict-first",
    omits: new Set(),
    document: "bytes",
  },
  wording: ENGLISH,
  policy: {
    ...PLAIN_EDITION,
    downloadFailure: "empty",
    // The ChunkSize of the CreateUploadHandler example.
    defaultChunkSize: 1_048_576,
    negativeSize: "minimum",
    ticketErrors: "by-cause",
    refuseChunk: ({ length, chunkSize, complete }) => {
      if (complete) return "chunkAfterLast";
      return length > chunkSize ? "chunkTooLarge" : undefined;
    },
    mismatchSucceeds: true,
    uploadsDieWithSession: false,
    strangersDelete: "success",
    failedFinalizeConsumes: false,
    startOffset: (asked, size) => (asked < 0 || asked > size ? undefined : asked),
    readLength: (asked, chunkSize) => (asked < 0 ? undefined : asked || chunkSize),
  },
  api: {
    bothMissing: "key",
    emptyId: "missing",
    oddId: "unknown",
    keepsFile: false,
    requestIds: false,
    idDigits: 32,
    contentType: "application/json",
  },
  tus: TUS_DOCUMENTED,
};

/** Operations whose documents show `<response>` without an error on success. */
const DOWNLOAD_OPERATIONS: ReadonlySet<string> = new Set([
  "GetDownloadHandler",
  "GetDownloadHandlerByVersion",
  "DownloadFileChunk",
]);

function envelope(operation: string): Envelope {
  if (HANDLER_OPERATIONS.has(operation)) return { root: "response", errorOnSuccess: true };
  if (DOWNLOAD_OPERATIONS.has(operation)) return { root: "response", errorOnSuccess: false };
  if (operation === "DownloadZipWithHandler") return { root: "Response", errorOnSuccess: true };
  return { root: "root", errorOnSuccess: false };
}
