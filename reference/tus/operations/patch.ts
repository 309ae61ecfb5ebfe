import type { Faults } from "../../faults.ts";
import { closeLate, joinPatches, type PatchesFault } from "../../reported/tus.ts";
import { OFFSET_STREAM, type TusAnswer } from "../answer.ts";
import { expiryOf, findUpload, renew } from "../find-upload.ts";
import { isOfType, readNumber } from "../read-headers.ts";
import { receive } from "../receive.ts";
import type { TusState } from "../state.ts";
import { type StoreFault, settleAll, store } from "../store-body.ts";
import type { TusCall } from "../tus-call.ts";
import { TusRefusal } from "../tus-refusal.ts";
import { isComplete, overwrite, type TusUpload, truncate } from "../uploads.ts";

export type PatchFault =
  | StoreFault
  | PatchesFault
  | "tus-patch-of-unknown-creates"
  | "tus-patch-of-unknown-is-500"
  | "tus-deleted-comes-back-with-patch"
  | "tus-patch-of-final-is-400"
  | "tus-patch-takes-any-content-type"
  | "tus-patch-415-keeps-bytes"
  | "tus-patch-offset-not-compared"
  | "tus-patch-takes-lower-offset"
  | "tus-patch-409-keeps-bytes"
  | "tus-patch-409-overwrites"
  | "tus-patch-mismatch-is-400"
  | "tus-patch-needs-metadata"
  | "tus-patch-of-final-overwrites"
  | "tus-patch-last-answers-200"
  | "tus-patch-of-nothing-at-end-is-404"
  | "tus-patch-of-nothing-before-end-is-404"
  | "tus-patch-of-nothing-starts-again"
  | "tus-patch-without-offset"
  | "tus-patch-offset-of-this-part"
  | "tus-patch-that-completes-is-410"
  | "tus-parallel-patch-both-taken"
  | "tus-broken-patch-stays-locked"
  | "tus-pieces-after-tenth-are-zeros"
  | "tus-deferred-upload-cannot-be-completed"
  | "tus-small-deferred-upload-cannot-be-completed"
  | "tus-expires-missing-on-patch";

/** How long the fault of parallel requests looks away, in milliseconds. */
const LOOKS_AWAY_MS = 30;
/** So many pieces of an upload are kept well. */
const TEN = 10;
const LEAST_PART_BYTES = 5 * 2 ** 20;
/** How much of an upload a refused request can spoil, in bytes. */
const MOST_OVERWRITTEN = 2 ** 20;

/** Adds bytes to an upload: TUS-24 to TUS-40. */
export async function patch(
  call: TusCall,
  state: TusState,
  faults: Faults<PatchFault>,
): Promise<TusAnswer> {
  const upload = uploadOf(call, state, faults);
  // TUS-134
  if (upload.parts && !faults.has("tus-final-takes-patch")) {
    if (faults.has("tus-patch-of-final-overwrites")) overwrite(upload, 0, await bodyOf(call));
    const status = faults.has("tus-patch-of-final-is-400") ? 400 : 403;
    throw new TusRefusal(status, "A final upload takes no bytes.");
  }
  // TUS-26
  if (!isOfType(call.headers, OFFSET_STREAM) && !faults.has("tus-patch-takes-any-content-type")) {
    if (faults.has("tus-patch-415-keeps-bytes")) await store(upload, call, state, faults);
    throw new TusRefusal(415, `Bytes come as ${OFFSET_STREAM}.`);
  }
  if (upload.metadata === undefined && faults.has("tus-patch-needs-metadata")) {
    throw new TusRefusal(500, "Undefined index: filename");
  }
  const offset = readNumber(call.headers, "Upload-Offset");
  if (offset === undefined) throw new TusRefusal(400, "Upload-Offset is missing.");
  if (faults.has("tus-parallel-patch-both-taken")) return add(upload, offset, call, state, faults);
  const release = await upload.lock.take(state.policy.waitMs);
  if (!release) throw new TusRefusal(423, "Another request changes the upload.");
  let isKept = false;
  try {
    findUpload(upload.id, state, faults);
    return await add(upload, offset, call, state, faults);
  } catch (error) {
    isKept = !(error instanceof TusRefusal) && faults.has("tus-broken-patch-stays-locked");
    throw error;
  } finally {
    if (!isKept) release();
  }
}

// TUS-36
function uploadOf({ id }: TusCall, state: TusState, faults: Faults<PatchFault>): TusUpload {
  const known = state.uploads.find(id);
  if (known?.gone && faults.has("tus-deleted-comes-back-with-patch")) known.gone = false;
  if (!known && faults.has("tus-patch-of-unknown-creates")) {
    const fresh = { metadata: undefined, concat: undefined, parts: undefined, said: undefined };
    state.uploads.create({ ...fresh, length: undefined, wasDeferred: true }, id);
  }
  return findUpload(id, state, faults, faults.has("tus-patch-of-unknown-is-500") ? 500 : 404);
}

/** The bytes of a request that is refused. */
async function bodyOf({ request }: TusCall): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const onBytes = (bytes: Buffer) => void pieces.push(bytes);
  await receive(request, { limit: MOST_OVERWRITTEN, onBytes, onStart: () => undefined });
  return Buffer.concat(pieces);
}

async function add(
  upload: TusUpload,
  offset: number,
  call: TusCall,
  state: TusState,
  faults: Faults<PatchFault>,
): Promise<TusAnswer> {
  // TUS-29, TUS-30
  const isTaken =
    offset === upload.offset ||
    faults.has("tus-patch-offset-not-compared") ||
    (offset < upload.offset && faults.has("tus-patch-takes-lower-offset"));
  if (!isTaken) {
    if (faults.has("tus-patch-409-keeps-bytes")) await store(upload, call, state, faults);
    if (faults.has("tus-patch-409-overwrites")) overwrite(upload, offset, await bodyOf(call));
    const status = faults.has("tus-patch-mismatch-is-400") ? 400 : 409;
    throw new TusRefusal(status, `The upload is at ${upload.offset}.`);
  }
  if (faults.has("tus-parallel-patch-both-taken")) {
    await new Promise((resolve) => setTimeout(resolve, LOOKS_AWAY_MS));
  }
  const isEnded = isComplete(upload) && upload.offset > 0;
  const wasOpen = upload.length === undefined;
  const received = await store(upload, call, state, faults);
  if (isEnded && received === 0 && faults.has("tus-patch-of-nothing-at-end-is-404")) {
    throw new TusRefusal(404, "There is no such upload.");
  }
  if (!isEnded && received === 0 && faults.has("tus-patch-of-nothing-before-end-is-404")) {
    throw new TusRefusal(404, "There is no such upload.");
  }
  // TUS-35
  if (received === 0 && faults.has("tus-patch-of-nothing-starts-again")) truncate(upload, 0);
  joinPatches(upload, received, faults);
  closeLate(upload, { received, wasOpen }, faults);
  // TUS-01
  if (faults.has("tus-pieces-after-tenth-are-zeros") && upload.pieces.length > TEN) {
    upload.pieces = upload.pieces.map((piece, at) => (at < TEN ? piece : piece.fill(0)));
  }
  renew(upload, state);
  settleAll(upload, state, faults);
  if (isComplete(upload) && upload.wasDeferred) {
    if (faults.has("tus-deferred-upload-cannot-be-completed")) {
      throw new TusRefusal(400, "There is no part to put together.");
    }
    const isSmall = upload.offset < LEAST_PART_BYTES;
    if (isSmall && faults.has("tus-small-deferred-upload-cannot-be-completed")) {
      throw new TusRefusal(500, "Something went wrong with that request");
    }
  }
  if (isComplete(upload) && faults.has("tus-patch-that-completes-is-410")) {
    throw new TusRefusal(410, "The upload is gone.");
  }
  // TUS-33
  const isLast = isComplete(upload) && faults.has("tus-patch-last-answers-200");
  const shown = faults.has("tus-patch-offset-of-this-part") ? received : upload.offset;
  return {
    status: isLast ? 200 : 204,
    headers: {
      // TUS-34, TUS-35
      "Upload-Offset": faults.has("tus-patch-without-offset") ? undefined : shown,
      // TUS-93
      "Upload-Expires": faults.has("tus-expires-missing-on-patch")
        ? undefined
        : expiryOf(upload, faults),
    },
  };
}
