import type { Fault } from "./fault.ts";

export const DOWNLOAD_FILE_CHUNK_FAULTS = [
  {
    name: "download-offset-off-by-one",
    title: "A chunk that does not start at 0 starts one byte early.",
    statements: ["DFC-01"],
    class: "downloading",
    visibility: "sequence",
  },
  {
    name: "download-file-length-is-chunk-length",
    title: "filelength is the length of the chunk.",
    statements: ["DFC-01"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "download-chunk-length-is-asked-size",
    title: "chunklength repeats the asked size.",
    statements: ["DFC-01"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "download-last-flag-is-missing",
    title: "lastchunk is never true.",
    statements: ["DFC-01"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "download-chunk-crc-is-of-file",
    title: "chunkCRC32 is the CRC of the whole file.",
    statements: ["DFC-01"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "download-accepts-non-guid",
    title: "A handler that is no GUID is answered with an empty chunk.",
    statements: ["DFC-02"],
    class: "guids",
    visibility: "single-call",
  },
  {
    name: "download-accepts-unknown-handler",
    title: "A GUID that was never issued is answered with an empty chunk.",
    statements: ["DFC-02", "DDH-01"],
    class: "guids",
    visibility: "single-call",
  },
  {
    name: "download-ignores-owner",
    title: "Another user can download from the handler.",
    statements: ["DFC-02"],
    class: "ownership",
    visibility: "sequence",
  },
  {
    name: "download-reads-on",
    title: "StartOffset is ignored: each call reads on where the last one ended.",
    statements: ["DFC-03"],
    class: "downloading",
    visibility: "sequence",
  },
  {
    name: "download-ignores-ticket",
    title: "A chunk is given whatever the ticket is.",
    statements: ["DFC-05"],
    class: "sessions",
    visibility: "sequence",
  },
] as const satisfies readonly Fault[];
