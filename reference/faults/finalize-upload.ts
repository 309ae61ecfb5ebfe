import type { Fault } from "./fault.ts";

export const FINALIZE_UPLOAD_FAULTS = [
  {
    name: "finalize-drops-last-byte",
    title: "The document lacks the last byte.",
    statements: ["FIN-01", "CUH-21"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "finalize-keeps-handler",
    title: "The handler stays open after a successful finalize.",
    statements: ["FIN-02", "DUH-15", "UFC-04"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "finalize-leaves-staged-file",
    title: "The staged file stays on the disk after a successful finalize.",
    statements: ["DUH-15", "ALL-06"],
    class: "leaks",
    visibility: "sequence",
  },
  {
    name: "finalize-accepts-incomplete",
    title: "An upload without a last chunk can be finalized.",
    statements: ["FIN-03"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "finalize-ignores-ticket",
    title: "An upload is finalized whatever the ticket is.",
    statements: ["FIN-04"],
    class: "sessions",
    visibility: "sequence",
  },
  {
    name: "finalize-ignores-owner",
    title: "Another user can finalize the upload.",
    statements: ["FIN-04", "CUH-22"],
    class: "ownership",
    visibility: "sequence",
  },
  {
    name: "finalize-accepts-non-guid",
    title: "A handler that is no GUID is answered with success.",
    statements: ["FIN-04"],
    class: "guids",
    visibility: "single-call",
  },
  {
    name: "finalize-with-comment-keeps-handler",
    title: "UploadDocumentWithHandler1 leaves the handler open.",
    statements: ["FIN-06", "FIN-02"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "finalize-new-document-accepts-incomplete",
    title: "UploadNewDocumentWidthHandler takes an upload without a last chunk.",
    statements: ["FIN-06", "FIN-03"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "finalize-is-not-exclusive",
    title: "Two finalizes of one handler at the same time both succeed.",
    statements: ["FIN-02", "ALL-05"],
    class: "races",
    visibility: "race",
  },
] as const satisfies readonly Fault[];
