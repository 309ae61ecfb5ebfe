import type { Fault } from "./fault.ts";

/** What becomes of bytes that are not like those of most tests. */
export const CONTENT_FAULTS = [
  {
    name: "chunk-text-is-trimmed",
    title: "White space at the end of a chunk that is plain text is not stored.",
    statements: ["UFC-01", "FIN-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "chunk-is-decoded-as-utf-8",
    title: "A chunk is stored as the UTF-8 text that it is taken for.",
    statements: ["UFC-01", "FIN-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "chunk-loses-byte-after-buffer",
    title: "The byte is not stored that alone follows a whole number of 8192 bytes.",
    statements: ["UFC-01", "FIN-01"],
    class: "contents",
    visibility: "boundary",
  },
  {
    name: "chunk-crc-is-signed",
    title: "A chunk is asked for again when its CRC-32 is above 7FFFFFFF.",
    statements: ["UFC-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "chunk-crc-zero-is-none",
    title: "A chunk that comes with the CRC 0 is not checked.",
    statements: ["UFC-02"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "chunk-crc-compares-half",
    title: "Of the CRC of a chunk only the last four digits are compared.",
    statements: ["UFC-02"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "upload-document-text-is-trimmed",
    title: "UploadDocument stores plain text without the white space at its end.",
    statements: ["UPD-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "upload-document-name-loses-plus",
    title: "UploadDocument stores a document under its path with spaces for plus signs.",
    statements: ["UPD-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "upload-document-name-is-decoded",
    title: "UploadDocument decodes the percent signs in a path.",
    statements: ["UPD-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "download-chunk-text-is-trimmed",
    title: "DownloadFileChunk gives plain text without the white space at its end.",
    statements: ["DFC-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "bodies-over-four-megabytes-are-refused",
    title: "A body of more than 4,194,304 bytes is refused.",
    statements: ["CUH-20"],
    class: "contents",
    visibility: "boundary",
  },
  {
    name: "bodies-over-thirty-million-are-refused",
    title: "A body of more than 30,000,000 bytes is refused.",
    statements: ["CUH-20"],
    class: "contents",
    visibility: "boundary",
  },
] as const satisfies readonly Fault[];
