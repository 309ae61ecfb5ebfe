import type { Faults } from "../faults.ts";
import { header, readNumber } from "./read-headers.ts";
import { offers, type TusState } from "./state.ts";
import type { TusCall } from "./tus-call.ts";
import { TusRefusal } from "./tus-refusal.ts";
import type { TusUpload } from "./uploads.ts";

export type LengthFault =
  | "tus-length-need-not-be-a-number"
  | "tus-defer-length-takes-any-value"
  | "tus-empty-upload-refused"
  | "tus-max-size-ignored"
  | "tus-max-size-takes-one-more"
  | "tus-deferred-length-refused"
  | "tus-deferred-length-changes"
  | "tus-length-changes-with-patch"
  | "tus-deferred-beyond-max-size";

export interface NewLength {
  /** Undefined: deferred. */
  readonly length: number | undefined;
  readonly said: string | undefined;
}

/** The length that a creation gives or defers: TUS-61, TUS-62, TUS-67, TUS-72. */
export function readNewLength(
  { headers }: TusCall,
  state: TusState,
  faults: Faults<LengthFault>,
): NewLength {
  const deferred = header(headers, "Upload-Defer-Length");
  const said = header(headers, "Upload-Length");
  if ((deferred === undefined) === (said === undefined)) {
    throw new TusRefusal(400, "Either Upload-Length or Upload-Defer-Length must be there.");
  }
  if (deferred !== undefined) {
    // TUS-62
    const isGood = deferred === "1" || faults.has("tus-defer-length-takes-any-value");
    if (!isGood) throw new TusRefusal(400, "Upload-Defer-Length is 1.");
    if (!offers(state, "creation-defer-length")) {
      throw new TusRefusal(400, "Upload-Length must be there.");
    }
    return { length: undefined, said: undefined };
  }
  if (faults.has("tus-length-need-not-be-a-number")) return { length: Number(said), said };
  const length = readNumber(headers, "Upload-Length") ?? 0;
  // TUS-67
  if (length === 0 && faults.has("tus-empty-upload-refused")) {
    throw new TusRefusal(400, "An upload is not empty.");
  }
  checkSize(length, state, faults);
  return { length, said: undefined };
}

/** TUS-72: 413 for more than the maximum. */
export function checkSize(length: number, { policy }: TusState, faults: Faults<LengthFault>): void {
  const spare = faults.has("tus-max-size-takes-one-more") ? 1 : 0;
  const most = (policy.maxSize ?? Number.POSITIVE_INFINITY) + spare;
  if (length > most && !faults.has("tus-max-size-ignored")) {
    throw new TusRefusal(413, `An upload has ${most} bytes at most.`);
  }
}

/** The length that a PATCH gives an upload, which had none: TUS-63, TUS-64. */
export function declareLength(
  upload: TusUpload,
  { headers }: TusCall,
  state: TusState,
  faults: Faults<LengthFault>,
): void {
  const length = readNumber(headers, "Upload-Length");
  if (length === undefined) return;
  // TUS-64
  const changes =
    (upload.wasDeferred && faults.has("tus-deferred-length-changes")) ||
    (!upload.wasDeferred && faults.has("tus-length-changes-with-patch"));
  if (upload.length !== undefined && !changes) {
    if (upload.length === length) return;
    throw new TusRefusal(400, "The length of an upload does not change.");
  }
  checkSize(length, state, faults);
  // TUS-63
  if (upload.length === undefined && faults.has("tus-deferred-length-refused")) {
    throw new TusRefusal(413, "An upload has 0 bytes at most.");
  }
  if (length < upload.offset) throw new TusRefusal(400, "There are more bytes already.");
  upload.length = length;
}

/** How many bytes may still come. */
export function roomOf(
  upload: TusUpload,
  { policy }: TusState,
  faults: Faults<LengthFault>,
): number {
  const isLimited = !faults.has("tus-deferred-beyond-max-size");
  const most = isLimited ? policy.maxSize : undefined;
  return (upload.length ?? most ?? Number.POSITIVE_INFINITY) - upload.offset;
}
