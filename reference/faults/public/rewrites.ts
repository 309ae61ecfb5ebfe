import type { PublicFault } from "./public-fault.ts";

/** Places that are written a second time, and what is put together from more than ten parts. */
export const PUBLIC_REWRITES = [
  {
    name: "overwritten-document-keeps-old-tail",
    title: "A document that is written over with fewer bytes keeps the old ones behind them.",
    statements: ["UPD-01", "FIN-01", "DLD-01"],
    area: "rewrites",
    report: "https://github.com/zboxfs/zbox/issues/40",
  },
  {
    name: "same-name-and-size-is-same-file",
    title: "Bytes that are as many as those of the document at their path are taken for the same.",
    statements: ["UPD-01", "FIN-01", "DLD-01"],
    area: "rewrites",
    report: "https://github.com/Nexus-Mods/web-issues/issues/1361",
  },
  {
    name: "overwriting-appends",
    title: "What is written over a document is stored behind its bytes.",
    statements: ["UPD-01", "FIN-01", "DLD-01"],
    area: "rewrites",
    report: "https://github.com/dustin10/VichUploaderBundle/pull/114",
  },
  {
    name: "earlier-version-gets-new-bytes",
    title: "A new version is stored in the place of the one before it, too.",
    statements: ["GDH-08", "GDH-15"],
    area: "rewrites",
    report: "https://github.com/wp-document-revisions/wp-document-revisions/issues/66",
  },
  {
    name: "staged-document-is-cached-by-path",
    title: "GetDownloadHandler stages what it staged for that path before.",
    statements: ["GDH-01", "DFC-01"],
    area: "rewrites",
    report: "https://github.com/KSP-SpaceDock/SpaceDock/issues/312",
  },
  {
    name: "chunks-are-joined-in-order-of-text",
    title:
      "More than ten chunks are put together as their numbers are sorted as texts: 0, 1, 10, 2.",
    statements: ["FIN-01", "UFC-01"],
    area: "rewrites",
    report: "https://github.com/adobe/S3Mock/issues/67",
  },
  {
    name: "tus-patches-are-joined-in-order-of-text",
    title: "The bytes of more than ten PATCH are stored as their numbers are sorted as texts.",
    statements: ["TUS-01", "TUS-24"],
    area: "rewrites",
    report: "https://github.com/pionl/laravel-chunk-upload/issues/38",
  },
  {
    name: "tus-parts-are-joined-in-order-of-text",
    title:
      "More than ten parts of a final upload follow each other as their numbers are sorted as texts.",
    statements: ["TUS-124"],
    area: "rewrites",
    report: "https://github.com/owncloud/core/pull/26995",
  },
  {
    name: "api-delete-takes-those-of-same-name",
    title: "A delete removes every upload of the user with the same file name.",
    statements: ["DUA-13"],
    area: "rewrites",
    report: "https://github.com/tycrek/ass/issues/132",
  },
  {
    name: "upload-answers-former-version",
    title: "UploadDocument answers the VersionId that was the latest before, 0 for a new document.",
    statements: ["FIN-07"],
    area: "rewrites",
    report: "https://github.com/haiwen/seafdav/issues/95",
  },
] as const satisfies readonly PublicFault[];
