import type { PublicFault } from "./public-fault.ts";

/** Uploads of tus that are empty, parts, or of a length that is told late. */
export const PUBLIC_UPLOADS = [
  {
    name: "tus-empty-upload-has-no-length",
    title: "An upload that is created with length 0 has a deferred length.",
    statements: ["TUS-20"],
    area: "uploads",
    report: "https://github.com/tomdesair/tus-java-server/issues/73",
  },
  {
    name: "tus-body-of-partial-creation-is-dropped",
    title: "The creation of a partial upload throws away the bytes that come with it.",
    statements: ["TUS-83", "TUS-84"],
    area: "uploads",
    report: "https://github.com/tusdotnet/tusdotnet/issues/102",
  },
  {
    name: "tus-late-length-empties-small-upload",
    title:
      "A deferred length that comes when all bytes are there leaves of these only whole parts of 5 MiB.",
    statements: ["TUS-01", "TUS-24"],
    area: "uploads",
    report: "https://github.com/tus/tusd/issues/798",
  },
] as const satisfies readonly PublicFault[];
