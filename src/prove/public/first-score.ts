import type { PublicFaultName } from "../../../reference/faults.ts";

/**
 * What the rules found that were there when the public faults were written. It is kept as it was, and never
 * measured again: it tells what a rule file is worth that nobody measured.
 */
export const FIRST_SCORE: {
  /** The day, and the revision of the rules. */
  readonly date: string;
  readonly revision: string;
  readonly seeds: number;
  readonly faults: number;
  readonly found: number;
  readonly medianCases: number;
  readonly missed: readonly PublicFaultName[];
} = {
  date: "2026-11-29",
  revision: "4c6dd68",
  seeds: 1,
  faults: 78,
  found: 29,
  medianCases: 5256,
  missed: [
    "chunk-is-read-as-utf8",
    "chunk-ends-at-nul",
    "chunk-is-seven-bit",
    "chunk-offset-is-its-number",
    "document-line-ends-are-converted",
    "download-trims-trailing-nuls",
    "download-unpacks-gzip",
    "download-strips-byte-order-mark",
    "version-by-number-gives-latest",
    "body-over-30000000-is-404",
    "body-over-4-mib-is-500",
    "body-over-1-mib-is-413",
    "field-over-1-mib-is-cut",
    "last-chunk-of-exact-size-is-refused",
    "empty-document-is-refused",
    "cut-chunk-stays",
    "cut-document-is-kept",
    "expect-continue-is-417",
    "cut-bodies-use-up-pool",
    "cancelled-upload-leaves-fragment",
    "soap-parameters-are-positional",
    "soap-charset-is-ignored",
    "soap-empty-element-is-missing",
    "plus-becomes-space-after-decoding",
    "base64-drops-trailing-nuls",
    "base64-answer-has-no-padding",
    "stray-percent-is-500",
    "apostrophe-in-guid-is-500",
    "zero-crc-is-not-checked",
    "answered-crc-is-signed",
    "guid-on-a-line-of-its-own",
    "handler-is-found-by-first-digits",
    "api-key-letter-case-is-ignored",
    "offsets-are-overwritten",
    "api-deletes-at-once-both-succeed",
    "api-delete-of-prefix-removes-all-below",
    "api-delete-without-id-removes-all",
    "delete-document-takes-longer-names",
    "delete-upload-ends-download",
    "api-list-has-one-page",
    "exists-is-cached",
    "downloaded-document-is-cached",
    "plus-in-name-is-stored-as-space",
    "percent-in-name-is-decoded",
    "decomposed-name-is-not-found",
    "names-collide-in-any-case",
    "trailing-dot-is-dropped",
    "name-is-read-as-latin1",
    "api-long-id-is-500",
  ],
};

/**
 * The same of faults that were written later, each time by the rules that were there then. They are no part of
 * the first score.
 */
export const LATER_SCORES: readonly (Pick<
  typeof FIRST_SCORE,
  "date" | "revision" | "seeds" | "missed"
> & {
  readonly found: readonly PublicFaultName[];
})[] = [
  {
    date: "2026-12-01",
    revision: "a45c2bd",
    seeds: 1,
    found: ["api-delete-takes-those-of-same-name"],
    missed: [
      "overwritten-document-keeps-old-tail",
      "same-name-and-size-is-same-file",
      "overwriting-appends",
      "earlier-version-gets-new-bytes",
      "staged-document-is-cached-by-path",
      "chunks-are-joined-in-order-of-text",
      "tus-patches-are-joined-in-order-of-text",
      "tus-parts-are-joined-in-order-of-text",
    ],
  },
  {
    date: "2026-12-01",
    revision: "49893be",
    seeds: 1,
    found: ["downloads-of-one-user-share-a-file"],
    missed: [
      "base64-length-counts-white-space",
      "api-delete-of-type-json-needs-a-body",
      "long-name-ends-at-its-first-dot",
      "tus-small-deferred-upload-cannot-be-completed",
      "deleted-folder-takes-those-beside-it",
    ],
  },
  {
    date: "2026-12-01",
    revision: "35b7c52",
    seeds: 1,
    found: [],
    missed: [
      "name-ends-at-number-sign",
      "zip-has-last-of-each-name",
      "refused-login-ends-newest-session",
    ],
  },
  {
    date: "2026-12-01",
    revision: "0de7aec",
    seeds: 1,
    found: ["broken-off-chunk-stays-locked"],
    missed: [
      "api-list-is-cached-for-all",
      "user-name-is-that-of-first-at-address",
      "requests-behind-first-of-packet-are-lost",
      "delete-by-number-deletes-nothing",
      "deleted-versions-come-back",
      "zip-keeps-what-was-deleted",
      "api-file-completes-canceled-upload",
      "api-delete-beside-file-is-404",
      "form-with-charset-has-no-parameters",
      "part-loses-final-cr",
      "final-cr-of-part-is-doubled",
      "large-chunk-crc-reads-on",
      "case-twin-at-once-is-dropped",
      "overlapping-writes-clean-old-version",
      "download-path-is-decoded-again",
      "name-with-two-dots-is-refused",
      "zip-takes-folder-beside",
      "uploading-keeps-expiry",
      "soap-reference-is-cut-to-16-bits",
      "api-json-length-counts-characters",
      "tus-empty-upload-has-no-length",
      "tus-body-of-partial-creation-is-dropped",
      "tus-late-length-empties-small-upload",
    ],
  },
  {
    date: "2026-12-01",
    revision: "ee99bf8",
    seeds: 1,
    found: [],
    missed: [
      "gz-name-is-unpacked",
      "new-document-name-is-html",
      "upload-answers-former-version",
      "tus-broken-patch-loses-landed-blocks",
      "unknown-number-is-500",
      "soap-header-of-white-space-is-refused",
      "finalize-beside-another-takes-its-file",
      "name-zero-is-empty",
      "download-that-is-left-is-cached",
      "bytes-that-are-no-utf8-are-500",
      "list-ends-at-deleted-hundred",
    ],
  },
];

/** Of these it was not measured what the rules that were there before found of them. */
export const NEVER_MEASURED: readonly PublicFaultName[] = [
  "refused-body-is-next-request",
  "chunks-of-early-answer-stay",
  "body-of-delete-is-next-request",
  "pipelined-answers-come-as-they-are-done",
  "base64-with-line-ends-is-refused",
  "base64-with-white-space-is-garbled",
  "api-key-name-with-capitals-is-unknown",
  "api-errors-are-html-or-406",
  "emoji-in-names-are-one",
  "password-is-its-first-eight-characters",
  "password-ends-at-nul",
  "password-in-any-case",
  "password-is-trimmed",
  "soap-value-is-its-last-piece",
  "listed-name-is-percent-encoded",
  "listed-name-is-escaped-for-html",
  "listed-name-is-read-as-latin1",
  "error-text-is-escaped-first",
  "download-name-has-entities",
  "metadata-name-loses-letters",
];

/** What the rules that were there when a fault was written came to. */
export function atFirst(name: string): "found" | "missed" | "not measured" {
  const isAmong = (names: readonly string[]): boolean => names.includes(name);
  if (isAmong(NEVER_MEASURED)) return "not measured";
  return isAmong([FIRST_SCORE, ...LATER_SCORES].flatMap((score) => score.missed))
    ? "missed"
    : "found";
}
