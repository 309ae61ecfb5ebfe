import type { Fault } from "./fault.ts";

export const GET_DOWNLOAD_HANDLER_FAULTS = [
  {
    name: "get-download-size-off-by-one",
    title: "Size is one byte too big.",
    statements: ["GDH-01"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "get-download-clamp-minimum-off-by-one",
    title: "The lower limit of the chunk size is 262143 for downloads.",
    statements: ["GDH-01"],
    class: "sizes",
    visibility: "boundary",
  },
  {
    name: "get-download-clamp-maximum-missing",
    title: "Big chunk sizes are taken as asked for downloads.",
    statements: ["GDH-01"],
    class: "sizes",
    visibility: "single-call",
  },
  {
    name: "get-download-accepts-unknown-path",
    title: "An unknown path gives a handler of an empty file.",
    statements: ["GDH-02"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "get-download-ignores-ticket",
    title: "A document is staged whatever the ticket is.",
    statements: ["GDH-02"],
    class: "sessions",
    visibility: "single-call",
  },
  {
    name: "by-version-zero-is-first",
    title: "Version 0 is the first version instead of the latest.",
    statements: ["GDH-03"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "by-version-accepts-low-numbers",
    title: "Version numbers 1..999999 give the latest version.",
    statements: ["GDH-03"],
    class: "downloading",
    visibility: "single-call",
  },
  {
    name: "get-download-crc-is-inverted",
    title: "CRC32 lacks the final inversion.",
    statements: ["GDH-04"],
    class: "downloading",
    visibility: "single-call",
  },
] as const satisfies readonly Fault[];
