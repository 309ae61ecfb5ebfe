import type { BytesSpec } from "../../../../model/value.ts";
import { type Handler, unissued } from "../handlers/handler.ts";

/** An upload handler as the documents know it. */
export interface UploadState extends Handler {
  /** As the server answered; NaN where it did not. */
  readonly chunkSize: number;
  /** The chunk that was marked as the last: not there yet, to be sent again, or there. */
  readonly last: "awaited" | "asked again" | "taken";
  /** The chunks that were appended, in order; absent where the documents do not say which. */
  readonly content?: readonly BytesSpec[];
  /** Chunks that were not to be taken, with what says so: none of them may be in the document. */
  readonly refused: readonly { readonly bytes: BytesSpec; readonly breaks: readonly string[] }[];
  /** Chunks sent, taken or not. */
  readonly chunks: number;
  /** The document that finalizing made of the content. */
  readonly document?: {
    readonly name: string;
    /** The operations that were called with the handler since it was made. */
    readonly touchedBy: readonly string[];
  };
}

/** A handler before any call. */
export function newUpload(name: string): UploadState {
  const nothing = { last: "awaited", content: [], refused: [], chunks: 0 } as const;
  return { ...unissued(name), ...nothing, chunkSize: Number.NaN };
}
