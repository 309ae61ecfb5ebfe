import type { Fault } from "./fault.ts";

export const RACE_FAULTS = [
  {
    name: "create-duplicates-one-in-500",
    title: "One of 500 creates answers the GUID of the create before it.",
    statements: ["CUH-07"],
    class: "guids",
    visibility: "rare-input",
  },
  {
    name: "user-of-last-call-is-used",
    title: "The user of a call is kept where the next call puts its own.",
    statements: ["UFC-01", "CUH-22", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "session-serves-one-call-at-a-time",
    title:
      "A call is refused as one of an expired session while another of that session is in flight.",
    statements: ["AUT-01", "DUH-14"],
    class: "sessions",
    visibility: "race",
  },
  {
    name: "chunks-share-a-buffer",
    title: "A chunk is stored from where the next chunk of another upload is put.",
    statements: ["UFC-01", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "downloads-are-staged-through-one-file",
    title: "A document is staged by way of a file that all stagings share.",
    statements: ["GDH-01", "DFC-01"],
    class: "races",
    visibility: "race",
  },
  {
    name: "concurrent-deletes-fail",
    title: "While an upload handler is being deleted another DeleteUploadHandler is an error.",
    statements: ["DUH-12", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "chunk-body-outlives-delete",
    title: "A chunk whose body was arriving when its handler was deleted brings the handler back.",
    statements: ["DUH-01", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "chunk-body-leaves-file-after-delete",
    title:
      "A chunk whose body was arriving when its handler was deleted is refused but leaves a file.",
    statements: ["DUH-01", "ALL-06"],
    class: "leaks",
    visibility: "race",
  },
  {
    name: "concurrent-chunks-lose-one",
    title: "Of two chunks with the same bytes at the same time only one is appended.",
    statements: ["UFC-01", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "delete-amid-finalize-takes-document",
    title: "A DeleteUploadHandler that waits behind a finalize removes the new document.",
    statements: ["DUH-16", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "concurrent-download-deletes-fail",
    title: "While a download handler is being deleted another DeleteDownloadHandler is an error.",
    statements: ["DDH-12", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "read-amid-delete-is-empty",
    title: "While a download handler is being deleted a DownloadFileChunk succeeds with no bytes.",
    statements: ["DDH-01", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "finalizes-at-once-drop-case-twin",
    title:
      "Of two UploadDocumentWithHandler at once to paths that differ in letter case the later is dropped.",
    statements: ["FIN-01", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "uploads-at-once-share-file-of-name",
    title:
      "What UploadDocument gets goes by way of a file with the document's name, without its folder.",
    statements: ["UPD-01", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "uploads-at-once-share-a-version",
    title: "Of several UploadDocument at once to one path each version holds what came last.",
    statements: ["UPD-01", "GDH-15", "ALL-05"],
    class: "races",
    visibility: "race",
  },
  {
    name: "finalizes-at-once-lose-first-version",
    title:
      "UploadDocumentWithHandler while another is under way to its path removes the bytes of the first version.",
    statements: ["GDH-15", "ALL-05"],
    class: "races",
    visibility: "race",
  },
] as const satisfies readonly Fault[];
