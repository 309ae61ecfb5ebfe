import { randomUUID } from "node:crypto";
import { createLock, type Lock } from "./lock.ts";

/** An upload. Its bytes change only while its lock is held. */
export interface TusUpload {
  readonly id: string;
  /** Upload-Metadata as it came. */
  readonly metadata: string | undefined;
  /** Upload-Concat as it came. */
  readonly concat: string | undefined;
  /** The uploads that a final one is made of. */
  readonly parts: readonly TusUpload[] | undefined;
  /** Whether it was created without a length. */
  readonly wasDeferred: boolean;
  /** Upload-Length as it came, for the fault that takes what is no number. */
  readonly said: string | undefined;
  readonly lock: Lock;
  /** Undefined as long as it is deferred. */
  length: number | undefined;
  /** The bytes kept, in order. */
  pieces: Buffer[];
  /** The number of bytes kept: Upload-Offset. */
  offset: number;
  /** Milliseconds since 1970; undefined: never. */
  expiresAt: number | undefined;
  gone: boolean;
  /** Bytes that were refused and lie where the next ones go, for the fault that leaves them there. */
  remains: Buffer | undefined;
  /** The upload in whose file this one lies, for the fault that keeps two in one. */
  file: TusUpload | undefined;
  /** Where uploads that could go on were when this one was created, for the fault that sets them back. */
  others: readonly (readonly [TusUpload, number])[];
  /** Ends the PATCH that is under way. */
  interrupt: (() => void) | undefined;
}

export type NewUpload = Pick<
  TusUpload,
  "metadata" | "concat" | "parts" | "length" | "wasDeferred" | "said"
>;

/** The uploads of one server. */
export interface TusUploads {
  readonly create: (fresh: NewUpload, id?: string) => TusUpload;
  /** Also one that is gone; undefined where the id was never given out. */
  readonly find: (id: string) => TusUpload | undefined;
  readonly remove: (upload: TusUpload) => void;
  readonly all: () => readonly TusUpload[];
}

export function createTusUploads(): TusUploads {
  const byId = new Map<string, TusUpload>();
  return {
    create: (fresh, id = randomUUID().replaceAll("-", "")) => {
      const upload: TusUpload = {
        ...fresh,
        id,
        lock: createLock(),
        pieces: [],
        offset: 0,
        expiresAt: undefined,
        gone: false,
        remains: undefined,
        file: undefined,
        others: [...byId.values()]
          .filter((other) => !other.gone && !isComplete(other))
          .map((other) => [other, other.offset] as const),
        interrupt: undefined,
      };
      byId.set(id, upload);
      return upload;
    },
    find: (id) => byId.get(id),
    remove: (upload) => {
      upload.gone = true;
      truncate(upload, 0);
    },
    all: () => [...byId.values()],
  };
}

/** Whether nothing is left to send. A final upload is complete once it is put together. */
export function isComplete(upload: TusUpload): boolean {
  return upload.length !== undefined && upload.offset === upload.length;
}

export function append(upload: TusUpload, bytes: Buffer): void {
  upload.pieces.push(bytes);
  upload.offset += bytes.length;
}

export function contentOf(upload: TusUpload): Buffer {
  return Buffer.concat(upload.pieces);
}

/** Puts bytes in the place of others. */
export function overwrite(upload: TusUpload, offset: number, bytes: Buffer): void {
  const whole = Buffer.from(contentOf(upload));
  bytes.copy(whole, offset);
  upload.pieces = [whole];
}

/** Throws away what was kept from `offset` on. */
export function truncate(upload: TusUpload, offset: number): void {
  if (offset >= upload.offset) return;
  upload.pieces = offset === 0 ? [] : [contentOf(upload).subarray(0, offset)];
  upload.offset = offset;
}
