import type { Fault } from "./fault.ts";

export const TRANSFER_FAULTS = [
  {
    name: "cut-chunk-is-appended",
    title: "Of a chunk whose body breaks off, what came of it is appended.",
    statements: ["UFC-02", "FIN-01"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "cut-chunk-is-asked-for-ever",
    title: "After a chunk whose body breaks off every chunk of its upload is asked for once more.",
    statements: ["UFC-01"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "download-that-is-left-loses-document",
    title: "After a client left before it had all of a document the next two downloads are 404.",
    statements: ["DLD-01"],
    class: "downloading",
    visibility: "sequence",
  },
  {
    name: "cut-upload-leaves-path-locked",
    title: "After an UploadDocument whose body breaks off nothing can be uploaded to its path.",
    statements: ["UPD-01"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "cut-finalize-leaves-path-locked",
    title: "After an UploadDocumentWithHandler whose body breaks off its path stays locked.",
    statements: ["FIN-01"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "cut-upload-makes-document",
    title: "Of an UploadDocument whose body breaks off, what came of it is made a document.",
    statements: ["UPD-01"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "cut-delete-deletes",
    title: "A DeleteUploadHandler whose body ends before its announced length deletes the handler.",
    statements: ["ALL-15"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "left-delete-upload-locks-handler",
    title: "A DeleteUploadHandler whose client is gone when it is done leaves the handler locked.",
    statements: ["DUH-12"],
    class: "wire",
    visibility: "sequence",
  },
  {
    name: "left-delete-download-locks-handler",
    title:
      "A DeleteDownloadHandler whose client is gone when it is done leaves the handler locked.",
    statements: ["DDH-12"],
    class: "wire",
    visibility: "sequence",
  },
  {
    name: "left-chunk-locks-handler",
    title: "A chunk whose client is gone when it is appended leaves the handler locked.",
    statements: ["UFC-01"],
    class: "wire",
    visibility: "sequence",
  },
  {
    name: "delete-api-left-delete-stays-open",
    title:
      "A delete whose client is gone when it is done leaves a record that fails every later delete.",
    statements: ["DUA-08", "DUA-10"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "expecting-request-loses-body",
    title: "A request with Expect: 100-continue is read as one without a body.",
    statements: ["ALL-01", "ALL-19"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "trailers-are-refused",
    title: "A chunked body with trailers is refused.",
    statements: ["ALL-01"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "soap-takes-values-by-position",
    title: "Over SOAP the values are taken in their order, whatever their elements are called.",
    statements: ["ALL-16"],
    class: "xml",
    visibility: "rare-input",
  },
] as const satisfies readonly Fault[];
