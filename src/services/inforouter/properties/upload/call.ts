import type { BytesSpec } from "../../../../model/value.ts";
import type { Caller } from "../handlers/caller.ts";
import { nameOf } from "../handlers/named-handle.ts";

/** A call about uploads, concrete. `of` is the handler that it names: `h0`, or one that was never issued. */
export type UploadCall =
  | (Caller & { readonly call: "create"; readonly of: string })
  | (Caller & { readonly call: "chunk"; readonly of: string; readonly chunk: Chunk })
  | (Caller & {
      readonly call: "finalize";
      readonly of: string;
      readonly by: Finalizing;
      /** The document that it is to become, one that is not there yet. */
      readonly to: string;
    })
  | (Caller & { readonly call: "delete"; readonly of: string })
  /** Reads the document of this name, which the handler became or may have become. */
  | (Caller & { readonly call: "download"; readonly of: string; readonly from: string })
  /** Looks for the staged file behind the server, where the target has a probe. */
  | (Caller & { readonly call: "probe"; readonly of: string })
  /** Ends the caller's session. */
  | (Caller & { readonly call: "log out"; readonly of?: never });

/** A chunk; one that is neither the last nor `short` has exactly ChunkSize bytes. */
export interface Chunk {
  readonly bytes: BytesSpec;
  readonly last: boolean;
  /** It carries a CRC-32 that does not match. */
  readonly wrong?: true;
  /** Smaller than ChunkSize and not the last: what becomes of it the documents do not say (UFC-07). */
  readonly short?: true;
  /** Its body comes in two parts, with a pause between. */
  readonly slow?: true;
}

/** The finalizing operations that take a handler and nothing more. */
export type Finalizing =
  | "UploadDocumentWithHandler"
  | "UploadDocumentWithHandler1"
  | "UploadNewDocumentWidthHandler";

/** The operation of a call, as the documents have it. */
export function operationOf(call: UploadCall): string {
  switch (call.call) {
    case "create":
      return "CreateUploadHandler";
    case "chunk":
      return "UploadFileChunk";
    case "finalize":
      return call.by;
    case "delete":
      return "DeleteUploadHandler";
    case "download":
      return "DownloadDocument";
    case "log out":
      return "LogOut";
    case "probe":
      return "the staging probe";
    default:
      return call satisfies never;
  }
}

/** A call of a sequence in the words of a report: `UploadFileChunk of h0 as owner`. */
export function describeCall(call: UploadCall): string {
  const operation = operationOf(call);
  switch (call.call) {
    case "log out":
      return `${operation} as ${call.as}`;
    case "download":
      return `${operation} of the document of ${call.of}`;
    default:
      return `${operation} of ${nameOf(call.of)} as ${call.as}`;
  }
}

/** A call of a race, where one user's calls are all about one handler: `last chunk 7`. */
export function describeBriefly(call: UploadCall): string {
  switch (call.call) {
    case "chunk": {
      const { bytes, last, short, slow } = call.chunk;
      const kind = `${slow ? "slow " : ""}${short ? "short " : ""}${last ? "last " : ""}`;
      return `${kind}chunk ${bytes.bytes.seed}`;
    }
    case "finalize":
      return `finalize to ${call.to}`;
    case "download":
      return `document ${call.from}`;
    case "probe":
      return "staged file";
    default:
      return call.call;
  }
}
