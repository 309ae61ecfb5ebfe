import type { AnswerStyle } from "../dialect/answer-style.ts";
import type { ApiPolicy } from "../dialect/api-policy.ts";
import type { HttpStyle } from "../dialect/http-style.ts";
import type { Policy } from "../dialect/policy.ts";
import type { SoapStyle } from "../dialect/soap-style.ts";
import type { ValueStyle } from "../dialect/value-style.ts";
import type { Dialect } from "../dialect.ts";
import { formatCrc } from "../inforouter/hex-crc.ts";
import { exactCrc } from "./crc-texts.ts";
import { documented } from "./documented.ts";
import { edition8 } from "./edition-8.ts";
import { edition9 } from "./edition-9.ts";

/** In what a dialect differs from `documented`. */
interface Difference {
  /** The edition that it follows to the letter. */
  readonly edition?: string;
  readonly values?: Partial<ValueStyle>;
  readonly http?: Partial<HttpStyle>;
  readonly soap?: Partial<SoapStyle>;
  readonly answers?: Partial<AnswerStyle>;
  readonly policy?: Partial<Policy>;
  readonly api?: Partial<ApiPolicy>;
  readonly reasons?: Dialect["reasons"];
}

/** Of so many right chunks one is asked for again. */
const ASKS_AGAIN_EVERY = 7;

/**
 * The letter of the documents as their editions have it, and each point in which the editions differ
 * by itself: a rule that fails with one of these asks for what another edition does not promise.
 */
export const EDITIONS: readonly Dialect[] = [
  edition8,
  edition9,
  differing(
    "edition-2026-08",
    "Edition of August 2026: empty documents for failures, transient failures of a chunk, staged files left to a clean-up, handlers created without a size, anonymous reads, the published version for 0.",
    {
      edition: "2026-08",
      values: { absent: "null" },
      policy: {
        downloadFailure: "empty",
        anonymousReads: true,
        versionZero: "published",
        asksAgainEvery: ASKS_AGAIN_EVERY,
        finalizedFile: "left",
        failedFinalizeConsumes: true,
      },
    },
  ),
  differing(
    "download-failures-in-xml",
    "A download that fails is told in the answer element of every other operation.",
    { policy: { downloadFailure: "element" } },
  ),
  differing(
    "download-failures-by-status",
    "Edition 9.0: over GET and POST a download that fails is HTTP 403 or 404 with headers and no body.",
    { policy: { downloadFailure: "empty-with-status" } },
  ),
  differing(
    "json-downloads",
    "Edition 9.0: over GET and POST a document is a JSON string of base64.",
    { answers: { document: "json" } },
  ),
  differing(
    "create-without-ticket",
    "Edition 9.0: CreateUploadHandler does not look at the ticket; who sends the first chunk owns the handler.",
    { policy: { createChecksTicket: false } },
  ),
  differing(
    "xml-parameters-required",
    "Edition 9.0: an empty xmlParameters of UploadNewDocumentWidthHandler is HTTP 400.",
    { policy: { xmlParameters: "required" } },
  ),
  differing(
    "anonymous-reads",
    "Editions 8.0, 9.0 and 2026-08: a read without a ticket is one of the anonymous user.",
    { policy: { anonymousReads: true } },
  ),
  differing(
    "version-zero-published",
    "Editions 9.0 and 2026-08: version 0 is the published version, here the first.",
    { policy: { versionZero: "published" } },
  ),
  differing(
    "published-downloads",
    "Editions 9.0 and 2026-08: the published version, here the first, is staged where none is named.",
    { policy: { versionZero: "published", unnumbered: "published" } },
  ),
  differing(
    "few-versions",
    "The same bytes make no new version, and only the latest three are kept.",
    { policy: { sameBytes: "no-version", keptVersions: 3 } },
  ),
  differing(
    "no-versions-by-finalize",
    "Edition 9.0: finalizing over a document that is not checked out is refused.",
    { policy: { finalizeOverDocument: "refused" } },
  ),
  differing(
    "transient-tryagain",
    "Edition 2026-08: now and then a right chunk shall be sent again.",
    { policy: { asksAgainEvery: ASKS_AGAIN_EVERY } },
  ),
  differing(
    "background-clean-up",
    "Edition 2026-08: the staged file of a finalized upload goes in a later clean-up or by DeleteUploadHandler.",
    { policy: { finalizedFile: "left" } },
  ),
  differing(
    "failed-finalize-consumes",
    "Editions 2026-02, 2026-08 and 9.0: a finalize that fails deletes the handler as one that succeeds.",
    { policy: { failedFinalizeConsumes: true } },
  ),
  differing(
    "strict-forms",
    "Takes no form that no edition promises: CRCs in upper case without leading zeros, names in the letter case of the documents, no comments in values of SOAP.",
    {
      values: { readCrc: exactCrc, writeCrc: formatCrc },
      http: { names: "documented" },
      soap: { comments: "refused" },
    },
  ),
  differing(
    "error-request-ids",
    "An error of the Delete Upload API names its request in a further member.",
    { api: { requestIds: true } },
  ),
  differing(
    "wide-sizes",
    "An int has 64 bits: a size above those of 32 bits is lowered as others.",
    {
      values: { intBits: 64 },
    },
  ),
  differing(
    "foreign-guid-forms",
    "A GUID may also be written as urn:uuid: and as 32 digits in braces, as parsers other than those of .NET have it.",
    { values: { guidForms: ["D", "N", "B", "P", "X", "URN", "BN"] } },
  ),
];

function differing(name: string, description: string, difference: Difference): Dialect {
  const { edition, values, http, soap, answers, policy, api, reasons } = difference;
  const { edition: _, ...common } = documented;
  return {
    ...common,
    ...(edition === undefined ? {} : { edition }),
    name,
    description,
    reasons: { ...documented.reasons, ...reasons },
    values: { ...documented.values, ...values },
    http: { ...documented.http, ...http },
    soap: { ...documented.soap, ...soap },
    answers: { ...documented.answers, ...answers },
    policy: { ...documented.policy, ...policy },
    api: { ...documented.api, ...api },
  };
}
