import type { Fault } from "./fault.ts";

export const UPLOAD_FILE_CHUNK_FAULTS = [
  {
    name: "chunk-overwrites-earlier",
    title: "Every chunk is written at the start of the staged file.",
    statements: ["UFC-01", "CUH-21"],
    visibility: "sequence",
  },
  {
    name: "chunk-always-asks-again",
    title: 'A chunk with the right CRC is appended and answered tryagain="true".',
    statements: ["UFC-01"],
    visibility: "single-call",
  },
  {
    name: "chunk-skips-crc",
    title: "A chunk whose CRC does not match is appended with success.",
    statements: ["UFC-02"],
    visibility: "single-call",
  },
  {
    name: "chunk-mismatch-is-appended",
    title:
      'A chunk whose CRC does not match is answered tryagain="true" and appended all the same.',
    statements: ["UFC-02"],
    visibility: "sequence",
  },
  {
    name: "chunk-ignores-last-flag",
    title: "LastChunk=true does not make the handler ready for finalizing.",
    statements: ["UFC-03"],
    visibility: "sequence",
  },
  {
    name: "chunk-creates-unknown-handler",
    title: "A GUID that was never issued is taken as a new handler.",
    statements: ["UFC-04"],
    visibility: "single-call",
  },
  {
    name: "chunk-accepts-non-guid",
    title: "A handler that is no GUID is answered with success.",
    statements: ["UFC-04"],
    visibility: "single-call",
  },
  {
    name: "chunk-ignores-ticket",
    title: "A chunk is appended whatever the ticket is.",
    statements: ["UFC-05"],
    visibility: "single-call",
  },
  {
    name: "chunk-ignores-owner",
    title: "A chunk of another user is appended.",
    statements: ["UFC-06", "CUH-22"],
    visibility: "sequence",
  },
  {
    name: "chunk-crc-is-case-sensitive",
    title: "A CRC in lower case letters does not match.",
    statements: ["UFC-08"],
    visibility: "rare-input",
  },
  {
    name: "chunk-crc-needs-padding",
    title: "A CRC of fewer than eight digits does not match.",
    statements: ["UFC-08"],
    visibility: "rare-input",
  },
  {
    name: "chunk-of-exact-size-is-refused",
    title: "A chunk of exactly ChunkSize bytes is refused.",
    statements: ["CUH-20"],
    visibility: "boundary",
  },
  {
    name: "chunk-short-last-is-refused",
    title: "A last chunk smaller than ChunkSize is refused.",
    statements: ["CUH-20"],
    visibility: "single-call",
  },
  {
    name: "chunk-multipart-loses-last-byte",
    title: "A chunk in a multipart body loses its last byte after the CRC was checked.",
    statements: ["UFC-01", "CUH-21"],
    visibility: "one-binding",
  },
  {
    name: "chunk-mismatch-leaves-file",
    title: "A chunk whose CRC does not match leaves a file in the staging directory for good.",
    statements: ["ALL-06"],
    visibility: "sequence",
  },
  {
    name: "chunk-revives-deleted-handler",
    title: "A chunk that waits behind a delete brings the handler back.",
    statements: ["DUH-01", "ALL-05"],
    visibility: "race",
  },
] as const satisfies readonly Fault[];
