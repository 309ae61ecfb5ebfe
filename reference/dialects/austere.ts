import type { Dialect } from "../dialect.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { formatCrc } from "../inforouter/hex-crc.ts";
import { exactBoolean } from "./boolean-texts.ts";
import { exactCrc } from "./crc-texts.ts";
import { GERMAN } from "./german.ts";
import { HANDLER_OPERATIONS } from "./handler-operations.ts";
import { canonicalInt } from "./int-texts.ts";
import { COMPACT } from "./layouts.ts";
import { PLAIN_EDITION } from "./plain-edition.ts";
import { PLAIN_HTTP } from "./plain-http.ts";
import { TUS_DOCUMENTED } from "./tus-documented.ts";

/** What an answer need not say. */
const DISPENSABLE: ReadonlySet<string> = new Set([
  "ModificationDate",
  "email",
  "filehexcrc",
  "firstName",
  "fullname",
  "isAuthenticated",
  "lastName",
]);

/** As little as the documents ask for, and as strict as they allow. */
export const austere: Dialect = {
  name: "austere",
  description:
    "Strict wherever the documents allow it, answers of the fewest words, translated: GUIDs in form D only, chunks of exactly ChunkSize, uploads that end with their session.",
  reasons: {
    "UFC-09":
      "Some of the documents' editions show no filehexcrc: the CRC of each chunk is enough.",
  },
  values: {
    guidForms: ["D"],
    trimsGuids: false,
    writeGuid: (guid) => guid,
    readInt: canonicalInt,
    readBoolean: exactBoolean,
    readCrc: exactCrc,
    writeCrc: formatCrc,
    intBits: 32,
    absent: "refused",
  },
  http: {
    ...PLAIN_HTTP,
    combine: () => {
      throw new HttpRefusal(400, "A parameter occurs more than once.");
    },
  },
  soap: {
    versions: ["1.1"],
    names: "documented",
    wsdlNames: "documented",
    action: "required",
    unknownAction: "The SOAPAction names no operation.",
    comments: "passed-over",
    exactNamespace: true,
  },
  answers: {
    envelope: (operation) => ({
      root: "response",
      errorOnSuccess: HANDLER_OPERATIONS.has(operation),
    }),
    contentType: "text/xml",
    prolog: "",
    namespace: { form: "", soap: "" },
    layout: COMPACT,
    order: "verdict-last",
    omits: DISPENSABLE,
    document: "bytes",
  },
  wording: GERMAN,
  policy: {
    ...PLAIN_EDITION,
    defaultChunkSize: 393_216,
    negativeSize: "minimum",
    ticketErrors: "by-cause",
    refuseChunk: ({ length, last, chunkSize, complete }) => {
      if (complete) return "chunkAfterLast";
      if (length > chunkSize) return "chunkTooLarge";
      if (!last && length < chunkSize) return "chunkNotOfChunkSize";
      return length === 0 ? "chunkEmpty" : undefined;
    },
    mismatchSucceeds: false,
    uploadsDieWithSession: true,
    strangersDelete: "refused",
    failedFinalizeConsumes: true,
    startOffset: (asked, size) => (asked < 0 || asked >= Math.max(size, 1) ? undefined : asked),
    readLength: (asked, chunkSize) => (asked < 1 || asked > chunkSize ? undefined : asked),
  },
  api: {
    bothMissing: "id",
    emptyId: "missing",
    oddId: "malformed",
    keepsFile: true,
    requestIds: false,
    idDigits: 24,
    contentType: "application/json",
  },
  tus: TUS_DOCUMENTED,
};
