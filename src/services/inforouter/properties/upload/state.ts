import type { BytesSpec } from "../../../../model/value.ts";
import type { Who } from "../sequential/caller.ts";
import type { NoHandle } from "../sequential/named-handle.ts";

/** An upload handler as the documents know it. */
export interface UploadState {
  /** `h0`: the name that steps know its GUID by. */
  readonly name: string;
  readonly life:
    | NoHandle
    | "open"
    /** Deleted by its creator. */
    | "deleted"
    /** Ended by what need not end it: a finalize that failed, the end of its session, another session. */
    | "gone"
    | "finalized";
  readonly creator: Who;
  /** As the server answered; NaN where it did not. */
  readonly chunkSize: number;
  /** The chunk that was marked as the last: not there yet, to be sent again, or there. */
  readonly last: "awaited" | "asked again" | "taken";
  /** The chunks that were appended, in order; absent where the documents do not say which. */
  readonly content?: readonly BytesSpec[];
  /** Chunks that were not to be taken, with what says so: none of them may be in the document. */
  readonly refused: readonly { readonly bytes: BytesSpec; readonly breaks: readonly string[] }[];
  /** Statements that are broken if it no longer works: what was done since it was last seen to. */
  readonly suspects: readonly string[];
  /** Chunks sent, taken or not. */
  readonly chunks: number;
  /** What it became. */
  readonly document?: MadeDocument;
}

/** The document that finalizing made, of the handler's content. */
export interface MadeDocument {
  readonly name: string;
  /** The operations that were called with its handler since it was made. */
  readonly touchedBy: readonly string[];
}

/** A handler before any call. */
export function unissued(name: string): UploadState {
  const life = name === "malformed" || name === "wrong kind" ? name : "never issued";
  return {
    name,
    life,
    creator: "owner",
    chunkSize: Number.NaN,
    last: "awaited",
    content: [],
    refused: [],
    suspects: [],
    chunks: 0,
  };
}

/** With further statements that are broken if it no longer works. */
export function suspecting(state: UploadState, ids: readonly string[]): UploadState {
  return { ...state, suspects: [...new Set([...state.suspects, ...ids])] };
}
