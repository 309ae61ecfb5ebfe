import type { Who } from "../sequential/caller.ts";
import type { NoHandle } from "../sequential/named-handle.ts";

/** A download handler as the documents know it. */
export interface DownloadState {
  /** `d0`: the name that steps know its GUID by. */
  readonly name: string;
  readonly life:
    | NoHandle
    | "open"
    /** Deleted by its creator. */
    | "deleted"
    /** Ended by what need not end it: the end of its session, another session. */
    | "gone";
  readonly creator: Who;
  /** Whether another operation than GetDownloadHandler staged it. */
  readonly isOther: boolean;
  /** What its file holds. */
  readonly file: "document" | ReadFile;
  /** Statements that are broken if it no longer works: what was done since it was last seen to. */
  readonly suspects: readonly string[];
  /** Reads that were accepted. */
  readonly reads: number;
}

/** A file that nobody knows but by what was read of it, a zip of the document. */
export interface ReadFile {
  readonly size?: number;
  readonly parts: readonly { readonly offset: number; readonly base64: string }[];
}

/** A handler before any call. */
export function unissued(name: string): DownloadState {
  const life = name === "malformed" || name === "wrong kind" ? name : "never issued";
  return {
    name,
    life,
    creator: "owner",
    isOther: false,
    file: "document",
    suspects: [],
    reads: 0,
  };
}

/** With a further statement that is broken if it no longer works. */
export function suspecting(state: DownloadState, id: string): DownloadState {
  return { ...state, suspects: [...new Set([...state.suspects, id])] };
}
