import type { Dialect, Envelope } from "../dialect.ts";

/** Operations whose documents show `<response ... error="">`. */
const HANDLER_OPERATIONS: ReadonlySet<string> = new Set([
  "CreateUploadHandler",
  "DeleteUploadHandler",
  "DeleteDownloadHandler",
]);

/** Operations whose documents show `<response>` without an error on success. */
const DOWNLOAD_OPERATIONS: ReadonlySet<string> = new Set([
  "GetDownloadHandler",
  "GetDownloadHandlerByVersion",
  "DownloadFileChunk",
]);

/** How much of a value an error text repeats, in characters. */
const MAX_QUOTED = 64;

/** The letter of the documents, and where they are silent the plainest behaviour. */
export const documented: Dialect = {
  name: "documented",
  description: "The documents' letter.",
  // The form of every example; the documents name no other.
  guidForms: ["D"],
  trimsGuids: false,
  intPattern: /^[+-]?[0-9]+$/,
  exactSoapNames: true,
  // The ChunkSize of the CreateUploadHandler example.
  defaultChunkSize: 1_048_576,
  prolog: '<?xml version="1.0" encoding="utf-8"?>\n',
  envelope,
  wording: {
    authenticationFailed: "[900] Authentication failed",
    sessionExpired: "[901] Session expired or Invalid ticket",
    badRequest: "bad Request",
    invalidUploadHandler: "Invalid upload handler.",
    invalidDownloadHandler: "Invalid download handler. (guid)",
    missingParameter: (name) => `Missing parameter: ${name}.`,
    notConvertible: (name, value, type) =>
      `${name} is not of type ${type}: ${value.slice(0, MAX_QUOTED)}`,
  },
};

function envelope(operation: string): Envelope {
  if (HANDLER_OPERATIONS.has(operation)) return { root: "response", errorOnSuccess: true };
  if (DOWNLOAD_OPERATIONS.has(operation)) return { root: "response", errorOnSuccess: false };
  if (operation === "DownloadZipWithHandler") return { root: "Response", errorOnSuccess: true };
  return { root: "root", errorOnSuccess: false };
}
