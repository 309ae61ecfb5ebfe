/** The extensions of tus 1.0.0, by their names in Tus-Extension. */
export type TusExtension =
  | "creation"
  | "creation-with-upload"
  | "creation-defer-length"
  | "expiration"
  | "checksum"
  | "checksum-trailer"
  | "termination"
  | "concatenation"
  | "concatenation-unfinished";

/** What the tus protocol leaves to the server. */
export interface TusPolicy {
  /** What it announces and offers, in this order; without any there is no Tus-Extension. */
  readonly extensions: readonly TusExtension[];
  /** Tus-Version. */
  readonly versions: readonly string[];
  /** Tus-Checksum-Algorithm. */
  readonly algorithms: readonly string[];
  /** Tus-Max-Size, bytes; undefined: no limit. */
  readonly maxSize: number | undefined;
  /** How long an unfinished upload lives after its last PATCH, in milliseconds; undefined: for ever. */
  readonly lifetimeMs: number | undefined;
  /** TUS-76: how Location names an upload: http://host/…, //host/… or /…. */
  readonly location: "absolute" | "host" | "path";
  readonly optionsStatus: 200 | 204;
  /** TUS-22. */
  readonly headStatus: 200 | 204;
  /** What HEAD of a URL gets that was never given out: TUS-21. */
  readonly unknownHead: 403 | 404 | 410;
  /** What a deleted or expired upload is: TUS-96, TUS-118. */
  readonly gone: 404 | 410;
  /** How long a request waits for another one of the same upload before it gets 423, in milliseconds. */
  readonly waitMs: number;
  /** Whether DELETE ends a running PATCH of the upload instead of waiting for it. */
  readonly deleteInterrupts: boolean;
  /** How many of the bytes are kept that came before a PATCH broke off: TUS-40. */
  readonly keeps: (received: number) => number;
  /** What a PATCH gets that has more bytes than are left: 413 and nothing kept, or as many as fit. */
  readonly overlong: "refused" | "cut";
  /** What a request without Tus-Resumable gets: TUS-06 binds the client alone. */
  readonly withoutVersion: "refused" | "served";
  /** The status of a checksum that is wrong: TUS-105. */
  readonly mismatch: 400 | 460;
  /** The letter case of header names. */
  readonly headerNames: "documented" | "lower" | "upper";
  /** Upload-Metadata in HEAD: in the order in which it came, or in that of the keys. */
  readonly metadata: "as-sent" | "by-key";
  /** TUS-131: what becomes of the parts of a final upload. */
  readonly partsOfFinal: "kept" | "deleted";
  /** Of HEAD; no-store is one of its directives. */
  readonly cacheControl: string;
}
