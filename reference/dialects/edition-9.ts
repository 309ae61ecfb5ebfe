import type { Dialect } from "../dialect.ts";
import { formatCrc } from "../inforouter/hex-crc.ts";
import { exactCrc } from "./crc-texts.ts";
import { current, ERROR_CODES } from "./current.ts";

const DEAD_HANDLER = 4000;
const EXISTS = 4090;

/** The newer generation with what the later revisions of the documents say of it. */
export const edition9: Dialect = {
  ...current,
  name: "edition-9",
  edition: "9.0",
  description:
    "The newer generation as edition 9.0 of the documents has it: documents as base64 in JSON, failures of a download by HTTP status, handlers created for anybody, anonymous reads, no versions by finalizing, transient failures of a chunk.",
  values: {
    ...current.values,
    intBits: 64,
    readCrc: exactCrc,
    writeCrc: formatCrc,
  },
  answers: {
    ...current.answers,
    errorCodes: {
      ...ERROR_CODES,
      invalidUploadHandler: DEAD_HANDLER,
      invalidDownloadHandler: DEAD_HANDLER,
      documentExists: EXISTS,
    },
    document: "json",
  },
  policy: {
    ...current.policy,
    downloadFailure: "empty-with-status",
    createChecksTicket: false,
    xmlParameters: "required",
    anonymousReads: true,
    versionZero: "published",
    finalizeOverDocument: "refused",
    asksAgainEvery: 7,
    finalizedFile: "left",
    failedFinalizeConsumes: true,
  },
};
