import type { Caller } from "../handlers/caller.ts";
import { nameOf } from "../handlers/named-handle.ts";

/** A call about downloads, concrete. `of` is the handler that it names: `d0`, or one that was never issued. */
export type DownloadCall =
  | (Caller & {
      readonly call: "stage";
      readonly of: string;
      readonly how: Staging;
      /** Which of several documents is the latest that is staged; absent where there is one. */
      readonly document?: number;
    })
  | (Caller & { readonly call: "read"; readonly of: string; readonly part: Part })
  | (Caller & { readonly call: "delete"; readonly of: string })
  /** Reads the document that is downloaded, as a whole. */
  | (Caller & { readonly call: "document"; readonly of: typeof DOCUMENT })
  /** Ends the caller's session. */
  | (Caller & { readonly call: "log out"; readonly of?: never });

/** What names the document, beside the handlers. */
export const DOCUMENT = "document";

/** What is staged: the document, by any of three operations, or what must be refused. */
export type Staging = "latest" | "version 0" | "zip" | "version 1" | "no document";

/** What is read of a file, in bytes. */
export interface Part {
  readonly offset: number;
  readonly length: number;
}

/** The operation of a call, as the documents have it. */
export function operationOf(call: DownloadCall): string {
  switch (call.call) {
    case "stage":
      return STAGING[call.how];
    case "read":
      return "DownloadFileChunk";
    case "delete":
      return "DeleteDownloadHandler";
    case "document":
      return "DownloadDocument";
    case "log out":
      return "LogOut";
    default:
      return call satisfies never;
  }
}

const STAGING: Readonly<Record<Staging, string>> = {
  latest: "GetDownloadHandler",
  "version 0": "GetDownloadHandlerByVersion",
  "version 1": "GetDownloadHandlerByVersion",
  zip: "DownloadZipWithHandler",
  "no document": "GetDownloadHandler",
};

/** A call of a sequence in the words of a report: `DownloadFileChunk of d0 as owner`. */
export function describeCall(call: DownloadCall): string {
  const operation = operationOf(call);
  switch (call.call) {
    case "stage":
      return `${operation} of ${call.how} as ${call.as}`;
    case "read":
    case "delete":
      return `${operation} of ${nameOf(call.of)} as ${call.as}`;
    case "log out":
      return `${operation} as ${call.as}`;
    case "document":
      return operation;
    default:
      return call satisfies never;
  }
}

/** A call of a race, where one user's calls are all about one handler: `read 1024 bytes from 0`. */
export function describeBriefly(call: DownloadCall): string {
  return call.call === "read"
    ? `read ${call.part.length} bytes from ${call.part.offset}`
    : call.call;
}
