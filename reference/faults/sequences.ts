import type { Fault } from "./fault.ts";

/** What no single call shows: the calls before it make the difference. */
export const SEQUENCE_FAULTS = [
  {
    name: "delete-upload-spares-after-second-refused",
    title:
      "DeleteUploadHandler is answered with success and deletes nothing when the second chunk sent was refused for its CRC.",
    statements: ["DUH-01", "DUH-17"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "refusal-fails-next-call",
    title:
      "After a call was refused, the next call with the same ticket is refused once as expired.",
    statements: ["AUT-01", "CUH-19", "DUH-07"],
    class: "sessions",
    visibility: "sequence",
  },
  {
    name: "refusal-ends-session",
    title: "A call that is refused ends the session of its ticket.",
    statements: ["AUT-01"],
    class: "sessions",
    visibility: "sequence",
  },
  {
    name: "finalize-again-over-other-binding",
    title: "A finalized handler can be finalized again over another binding.",
    statements: ["FIN-02", "DUH-15"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "delete-upload-unissued-removes-newest",
    title: "DeleteUploadHandler of a GUID that was never issued deletes the user's newest handler.",
    statements: ["DUH-19", "DUH-11"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "chunk-of-stranger-is-appended",
    title: "A chunk of another user is refused and appended all the same.",
    statements: ["UFC-06", "CUH-22", "FIN-01"],
    class: "ownership",
    visibility: "sequence",
  },
  {
    name: "create-after-three-deletes-is-dead",
    title: "The create after every third delete of a session answers a handler that is not there.",
    statements: ["CUH-01", "UFC-01"],
    class: "chunks",
    visibility: "sequence",
  },
  {
    name: "delete-upload-twice-removes-document",
    title: "The second DeleteUploadHandler after a finalize removes the document.",
    statements: ["DUH-16"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "delete-download-spares-after-end-twice",
    title:
      "DeleteDownloadHandler is answered with success and deletes nothing when the end of the file was read twice.",
    statements: ["DDH-01", "DDH-15", "DFC-02"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "delete-download-unissued-removes-newest",
    title:
      "DeleteDownloadHandler of a GUID that was never issued deletes the user's newest handler.",
    statements: ["DDH-18", "DDH-11"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "delete-upload-ends-downloads",
    title: "DeleteUploadHandler deletes the user's newest download handler as well.",
    statements: ["DUH-19"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "delete-download-ends-uploads",
    title: "DeleteDownloadHandler deletes the user's newest upload handler as well.",
    statements: ["DDH-18"],
    class: "deletes",
    visibility: "sequence",
  },
  {
    name: "finalize-ends-other-uploads",
    title: "A finalize deletes the user's oldest upload handler as well.",
    statements: ["CUH-21"],
    class: "finalizing",
    visibility: "sequence",
  },
  {
    name: "download-of-stranger-ends-handler",
    title: "A DownloadFileChunk of another user is refused and ends the handler.",
    statements: ["DFC-01"],
    class: "ownership",
    visibility: "sequence",
  },
  {
    name: "delete-api-unknown-removes-newest",
    title: "A delete of an id that was never issued is 404 and deletes the user's newest upload.",
    statements: ["DUA-13"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "delete-api-repeat-succeeds-beside-another",
    title: "Deleting an upload again succeeds while the user has another one.",
    statements: ["DUA-08"],
    class: "second-vendor",
    visibility: "sequence",
  },
] as const satisfies readonly Fault[];
