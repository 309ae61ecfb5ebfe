import type { PublicFault } from "./public-fault.ts";

/** Transfers that break, and what is done about them. */
export const PUBLIC_TRANSFERS = [
  {
    name: "cut-chunk-stays",
    title: "What came of a chunk whose body was cut off is appended.",
    statements: ["UFC-01", "FIN-01", "ALL-06"],
    area: "transfers",
    report: "https://github.com/giometrix/Xtensible.TusDotNet.Azure/issues/12",
  },
  {
    name: "cut-document-is-kept",
    title: "An UploadDocument whose body was cut off makes a document of what came.",
    statements: ["UPD-01"],
    area: "transfers",
    report: "https://github.com/filebrowser/filebrowser/issues/3538",
  },
  {
    name: "repeated-chunk-is-counted-twice",
    title: "An upload of which a chunk had to be sent again is never complete.",
    statements: ["UFC-02", "UFC-03"],
    area: "transfers",
    report: "https://github.com/appwrite/appwrite/issues/8402",
  },
  {
    name: "refused-last-chunk-completes",
    title: "A last chunk that is not stored completes the upload all the same.",
    statements: ["UFC-02", "FIN-03", "FIN-01"],
    area: "transfers",
    report: "https://github.com/owncloud/core/issues/32567",
  },
  {
    name: "expect-continue-is-417",
    title: "A request that expects 100-continue is HTTP 417.",
    statements: ["CUH-03", "DUH-03"],
    area: "transfers",
    report: "https://github.com/letrunghieu/wordpress-xmlrpc-client/pull/43",
  },
  {
    name: "cut-bodies-use-up-pool",
    title: "After five bodies that were cut off every request is HTTP 503.",
    statements: ["CUH-02", "CUH-03", "ALL-04"],
    area: "transfers",
    report: "https://github.com/javaswift/joss/pull/128",
  },
  {
    name: "cancelled-upload-leaves-fragment",
    title: "DeleteUploadHandler leaves a fragment of an upload of more than one chunk.",
    statements: ["DUH-01", "ALL-06"],
    area: "transfers",
    report: "https://github.com/e-alfred/flowupload/issues/176",
  },
  {
    name: "broken-off-chunk-stays-locked",
    title: "A handler of which a chunk broke off is locked, and takes that chunk no more.",
    statements: ["UFC-01", "CUH-21"],
    area: "transfers",
    report: "https://github.com/owncloud/core/issues/17254",
  },
  {
    name: "tus-broken-patch-loses-landed-blocks",
    title:
      "What came of a PATCH that broke off after 4 MiB or more is gone, and counted all the same.",
    statements: ["TUS-35"],
    area: "transfers",
    report: "https://github.com/seaweedfs/seaweedfs/pull/10876",
  },
] as const satisfies readonly PublicFault[];
