import type { Fault } from "./fault.ts";

/** Other spellings of one request, hostile input, and what is left behind. */
export const HOSTILE_FAULTS = [
  {
    name: "post-binding-off-by-one",
    title: "Over POST the lower limit of the chunk size is 262143.",
    statements: ["ALL-01", "CUH-10"],
    visibility: "one-binding",
  },
  {
    name: "parameter-names-are-case-sensitive",
    title: "Over GET and POST a parameter in another letter case is missing.",
    statements: ["ALL-01"],
    visibility: "rare-input",
  },
  {
    name: "extra-parameters-are-refused",
    title: "Over GET and POST a parameter that the operation has not is refused.",
    statements: ["ALL-01"],
    visibility: "rare-input",
  },
  {
    name: "soap-comment-ends-value",
    title: "In SOAP a value ends at a comment inside it.",
    statements: ["ALL-01"],
    visibility: "rare-input",
  },
  {
    name: "chunked-body-loses-tail",
    title: "A body in chunked transfer encoding loses its last bytes.",
    statements: ["ALL-01"],
    visibility: "rare-input",
  },
  {
    name: "delete-upload-crashes-on-hex-guid",
    title: "DeleteUploadHandler closes the connection for a GUID in the form {0x...}.",
    statements: ["DUH-07", "DUH-11"],
    visibility: "rare-input",
  },
  {
    name: "delete-download-shows-page-for-braces",
    title: "DeleteDownloadHandler shows an HTML page with a stack for a GUID in braces.",
    statements: ["DDH-07", "DDH-11", "ALL-03"],
    visibility: "rare-input",
  },
  {
    name: "long-values-show-stack",
    title: "A parameter of more than 1,000 characters shows where in the server's code it failed.",
    statements: ["ALL-03"],
    visibility: "rare-input",
  },
  {
    name: "delete-upload-shows-path",
    title: "DeleteUploadHandler names a file of the server when it refuses what is no GUID.",
    statements: ["ALL-03", "DUH-07"],
    visibility: "single-call",
  },
  {
    name: "control-characters-crash",
    title: "A parameter with a control character closes the connection.",
    statements: ["ALL-04"],
    visibility: "rare-input",
  },
  {
    name: "guid-ends-at-nul",
    title: "What follows a NUL in a parameter is not seen.",
    statements: ["ALL-04", "DUH-07", "DDH-07"],
    visibility: "rare-input",
  },
  {
    name: "delete-upload-follows-path",
    title: "DeleteUploadHandler removes the file that its parameter leads to, GUID or not.",
    statements: ["ALL-04"],
    visibility: "rare-input",
  },
  {
    name: "soap-reads-external-entities",
    title: "A DTD is accepted and its external entities are read from the disk.",
    statements: ["ALL-04"],
    visibility: "rare-input",
  },
  {
    name: "soap-fetches-external-dtd",
    title: "The external DTD of a message is fetched before the message is refused.",
    statements: ["ALL-04"],
    visibility: "rare-input",
  },
  {
    name: "soap-expands-without-limit",
    title: "A DTD is refused only after its entities were expanded, however long that takes.",
    statements: ["ALL-04"],
    visibility: "rare-input",
  },
  {
    name: "cut-body-slows-server",
    title: "After a body that is cut off the server is busy for more than a second.",
    statements: ["ALL-04"],
    visibility: "rare-input",
  },
  {
    name: "chunk-abort-leaves-file",
    title: "A chunk whose body is cut off leaves what came of it in the staging directory.",
    statements: ["ALL-06"],
    visibility: "rare-input",
  },
] as const satisfies readonly Fault[];
