import type { Faults } from "../../faults.ts";
import type { TusAnswer } from "../answer.ts";
import { type FindFault, findUpload } from "../find-upload.ts";
import type { TusState } from "../state.ts";
import type { TusCall } from "../tus-call.ts";
import { TusRefusal } from "../tus-refusal.ts";

export type TerminateFault =
  | FindFault
  | "tus-delete-answers-200"
  | "tus-delete-keeps-upload"
  | "tus-delete-leaves-bytes"
  | "tus-delete-refuses-fresh"
  | "tus-delete-removes-newest-too"
  | "tus-delete-again-succeeds"
  | "tus-deleted-comes-back-with-running-patch";

/** Ends an upload: TUS-116 to TUS-118. */
export async function terminate(
  { id }: TusCall,
  state: TusState,
  faults: Faults<TerminateFault>,
): Promise<TusAnswer> {
  const { policy, uploads } = state;
  // TUS-117
  const done = { status: faults.has("tus-delete-answers-200") ? 200 : 204, headers: {} };
  // TUS-118
  if (uploads.find(id)?.gone && faults.has("tus-delete-again-succeeds")) return done;
  const upload = findUpload(id, state, faults);
  if (upload.offset === 0 && faults.has("tus-delete-refuses-fresh")) {
    throw new TusRefusal(400, "There is nothing to delete.");
  }
  if (policy.deleteInterrupts) upload.interrupt?.();
  // A running PATCH would go on with an upload that is gone.
  const isRash = faults.has("tus-deleted-comes-back-with-running-patch");
  const release = isRash ? () => undefined : await upload.lock.take(policy.waitMs);
  if (!release) throw new TusRefusal(423, "Another request changes the upload.");
  try {
    findUpload(id, state, faults);
    const { pieces } = upload;
    if (!faults.has("tus-delete-keeps-upload")) uploads.remove(upload);
    // TUS-116
    if (faults.has("tus-delete-leaves-bytes")) upload.pieces = pieces;
    const newest = uploads.all().findLast(({ gone }) => !gone);
    if (newest && faults.has("tus-delete-removes-newest-too")) uploads.remove(newest);
    return done;
  } finally {
    release();
  }
}
