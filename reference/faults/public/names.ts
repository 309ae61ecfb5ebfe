import type { PublicFault } from "./public-fault.ts";

/** Names of documents. */
export const PUBLIC_NAMES = [
  {
    name: "plus-in-name-is-stored-as-space",
    title: "A plus in the name of a new document is stored as a space.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/AnthonyMDev/AmazonS3RequestManager/issues/59",
  },
  {
    name: "percent-in-name-is-decoded",
    title: "Escapes in the name of a new document are decoded once more.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/dutchcoders/transfer.sh/issues/215",
  },
  {
    name: "decomposed-name-is-not-found",
    title: "A document whose name is in Unicode's decomposed form is stored but not found.",
    statements: ["FIN-01", "CUH-21", "DEX-01"],
    area: "names",
    report: "https://github.com/droppyjs/droppy/issues/72",
  },
  {
    name: "names-collide-in-any-case",
    title: "A new document whose name differs only in letter case becomes a version of the other.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/cables-gl/cables/issues/6576",
  },
  {
    name: "trailing-dot-is-dropped",
    title: "Dots at the end of the name of a new document are dropped.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/php/php-src/issues/9227",
  },
  {
    name: "name-is-read-as-latin1",
    title: "The UTF-8 name of a new document is read as Latin-1.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/mscdex/busboy/issues/316",
  },
  {
    name: "emoji-in-names-are-one",
    title: "A new document whose name differs only in an emoji becomes a version of the other.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/Kovah/LinkAce/issues/206",
  },
  {
    name: "name-ends-at-number-sign",
    title: "The name of a new document ends at its first #.",
    statements: ["FIN-01", "CUH-21", "UPD-01"],
    area: "names",
    report: "https://github.com/rejetto/hfs/issues/722",
  },
  {
    name: "download-path-is-decoded-again",
    title: "GetDownloadHandler decodes the escapes of a path once more.",
    statements: ["GDH-01", "GDH-02"],
    area: "names",
    report: "https://github.com/reviactyl/panel/pull/461",
  },
  {
    name: "name-with-two-dots-is-refused",
    title: "UploadNewDocumentWidthHandler refuses names that hold two dots in a row.",
    statements: ["FIN-01", "FIN-06"],
    area: "names",
    report: "https://github.com/dotCMS/core/issues/33785",
  },
  {
    name: "zip-takes-folder-beside",
    title: "The zip of a folder has all documents whose path begins with its own.",
    statements: ["GDH-12"],
    area: "names",
    report: "https://github.com/download-directory/download-directory.github.io/issues/12",
  },
  {
    name: "zip-has-last-of-each-name",
    title: "Of documents of one name in several folders a zip has the last.",
    statements: ["GDH-12"],
    area: "names",
    report: "https://github.com/mint-vernetzt/community-platform/pull/1706",
  },
  {
    name: "long-name-ends-at-its-first-dot",
    title:
      "Of a file name of more than 200 characters the list has what stands before its first dot, and its extension.",
    statements: ["DUA-19"],
    area: "names",
    report: "https://github.com/langgenius/dify/issues/41984",
  },
] as const satisfies readonly PublicFault[];
