import type { Fault } from "./fault.ts";

/** What a call does to what is beside the thing that it is about, or does only beside something. */
export const BESIDE_FAULTS = [
  {
    name: "upload-document-beside-twin-is-lost",
    title:
      "UploadDocument to a name that differs only in letter case from that of a document succeeds and stores nothing.",
    statements: ["UPD-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "upload-document-pads-empty",
    title: "UploadDocument of no bytes makes a document of one NUL.",
    statements: ["UPD-01"],
    class: "contents",
    visibility: "boundary",
  },
  {
    name: "upload-document-refuses-empty",
    title: "A document of no bytes is refused.",
    statements: ["UPD-01"],
    class: "contents",
    visibility: "rare-input",
  },
  {
    name: "finalize-stores-lower-case",
    title: "Finalizing stores the document under the path in lower case.",
    statements: ["FIN-01"],
    class: "finalizing",
    visibility: "rare-input",
  },
  {
    name: "delete-upload-discards-file-of-download",
    title: "DeleteUploadHandler of the GUID of a download handler discards that handler's file.",
    statements: ["DUH-19"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "delete-download-deletes-upload",
    title: "DeleteDownloadHandler of the GUID of an upload handler deletes that handler.",
    statements: ["DDH-18"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "delete-upload-leaves-journal",
    title: "DeleteUploadHandler leaves a file that tells how much had come of the upload.",
    statements: ["DUH-01", "ALL-06"],
    class: "leaks",
    visibility: "sequence",
  },
  {
    name: "list-api-cuts-long-names",
    title: "The list has the first 100 characters of the name of a file.",
    statements: ["DUA-19"],
    class: "second-vendor",
    visibility: "boundary",
  },
  {
    name: "list-api-shows-newest-fifty",
    title: "The list of uploads has the newest fifty of them.",
    statements: ["DUA-18"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "list-api-counts-deleted-among-newest",
    title: "The list of uploads has those of the newest hundred that were not deleted.",
    statements: ["DUA-18"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "list-api-decodes-names",
    title: "The list has names of files with their escapes decoded once more.",
    statements: ["DUA-19"],
    class: "second-vendor",
    visibility: "rare-input",
  },
  {
    name: "broken-bodies-use-up-operation",
    title: "An operation of which ten bodies broke off is HTTP 500 from then on.",
    statements: ["AUT-01", "CUH-03", "CUH-04", "DUH-03", "DUH-04"],
    class: "wire",
    visibility: "sequence",
  },
] as const satisfies readonly Fault[];
