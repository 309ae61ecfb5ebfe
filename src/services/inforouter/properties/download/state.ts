import { type Handler, unissued } from "../handlers/handler.ts";

/** A download handler as the documents know it. */
export interface DownloadState extends Handler {
  /** Whether another operation than GetDownloadHandler staged it. */
  readonly isOther: boolean;
  /** What its file holds. */
  readonly file: "document" | ReadFile;
  /** Reads that were accepted. */
  readonly reads: number;
}

/** A file that nobody knows but by what was read of it, a zip of the document. */
export interface ReadFile {
  readonly size?: number;
  readonly parts: readonly { readonly offset: number; readonly base64: string }[];
}

/** A handler before any call. */
export function newDownload(name: string): DownloadState {
  return { ...unissued(name), isOther: false, file: "document", reads: 0 };
}
