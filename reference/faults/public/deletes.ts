import type { PublicFault } from "./public-fault.ts";

/** Deletes that do more or less than they should. */
export const PUBLIC_DELETES = [
  {
    name: "api-deletes-at-once-both-succeed",
    title: "Of two deletes of an upload at the same time both succeed.",
    statements: ["DUA-08"],
    area: "deletes",
    report: "https://github.com/apache/httpd/pull/535",
  },
  {
    name: "api-delete-of-prefix-removes-all-below",
    title: "A delete of the beginning of ids removes every upload whose id begins so.",
    statements: ["DUA-06", "DUA-13"],
    area: "deletes",
    report: "https://github.com/minio/minio/issues/1915",
  },
  {
    name: "api-delete-without-id-removes-all",
    title: "A delete without an id removes every upload of the user.",
    statements: ["DUA-05", "DUA-13"],
    area: "deletes",
    report: "https://github.com/loopbackio/loopback-next/issues/1472",
  },
  {
    name: "delete-document-takes-longer-names",
    title: "DeleteDocument removes every document whose path begins with that path.",
    statements: ["DEX-01", "DOC-01"],
    area: "deletes",
    report: "https://github.com/minio/object-browser/pull/3035",
  },
  {
    name: "delete-by-number-deletes-nothing",
    title: "DeleteDocument of a short path ~D{id} succeeds, and the document stays.",
    statements: ["DOC-01"],
    area: "deletes",
    report: "https://github.com/NCEAS/metacat/issues/302",
  },
  {
    name: "deleted-versions-come-back",
    title: "A new document at the path of a deleted one has its versions, too.",
    statements: ["DOC-01", "GDH-15"],
    area: "deletes",
    report: "https://github.com/CenterForOpenScience/osf.io/issues/1690",
  },
  {
    name: "zip-keeps-what-was-deleted",
    title: "The zip of a folder that was zipped before still has what was deleted since.",
    statements: ["GDH-12"],
    area: "deletes",
    report: "https://github.com/psolom/RichFilemanager-PHP/pull/51",
  },
  {
    name: "delete-upload-ends-download",
    title: "DeleteUploadHandler ends the download handler of that GUID.",
    statements: ["DDH-18", "DUH-19"],
    area: "deletes",
    report: "https://github.com/supabase/storage/pull/1391",
  },
  {
    name: "deleted-folder-takes-those-beside-it",
    title: "DeleteFolder removes all documents whose path begins with its own.",
    statements: ["FLD-01"],
    area: "deletes",
    report: "https://github.com/Atheos/Atheos/issues/168",
  },
  {
    name: "api-file-completes-canceled-upload",
    title:
      "The file of an upload that was deleted before it came is taken, and the upload there again.",
    statements: ["DUA-08", "DUA-10"],
    area: "deletes",
    report: "https://github.com/bxservice/idempiere-rest/pull/389",
  },
  {
    name: "api-delete-beside-file-is-404",
    title: "A delete while the file is being stored deletes the upload and is answered 404.",
    statements: ["DUA-01", "DUA-06"],
    area: "deletes",
    report: "https://github.com/treeverse/lakeFS/issues/4798",
  },
] as const satisfies readonly PublicFault[];
