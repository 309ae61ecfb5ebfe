import type { Faults } from "../faults.ts";
import { offers, type TusState } from "./state.ts";
import { TusRefusal } from "./tus-refusal.ts";
import { isComplete, type TusUpload } from "./uploads.ts";

export type FindFault = "tus-expired-still-served" | "tus-expires-is-iso";

/**
 * The upload of an id. Refuses one that was never given out with `unknown`, and one that was deleted or
 * has expired as the dialect has it: TUS-21, TUS-36, TUS-96, TUS-118.
 */
export function findUpload(
  id: string,
  state: TusState,
  faults: Faults<FindFault>,
  unknown: number = 404,
): TusUpload {
  const { uploads, policy } = state;
  const upload = uploads.find(id);
  if (!upload) throw new TusRefusal(unknown, "There is no such upload.");
  // TUS-96
  if (hasExpired(upload, state) && !faults.has("tus-expired-still-served")) uploads.remove(upload);
  if (upload.gone) throw new TusRefusal(policy.gone, "The upload is gone.");
  return upload;
}

function hasExpired(upload: TusUpload, { clock }: TusState): boolean {
  return upload.expiresAt !== undefined && !isComplete(upload) && clock() >= upload.expiresAt;
}

/** The upload lives on from now, TUS-95; to a whole second, as an HTTP date has it. */
export function renew(upload: TusUpload, state: TusState): void {
  const { lifetimeMs } = state.policy;
  if (lifetimeMs === undefined || !offers(state, "expiration")) return;
  upload.expiresAt = Math.ceil((state.clock() + lifetimeMs) / 1000) * 1000;
}

/** Upload-Expires, TUS-93, TUS-94, TUS-99; undefined for an upload that does not expire. */
export function expiryOf(upload: TusUpload, faults: Faults<FindFault>): string | undefined {
  if (upload.expiresAt === undefined || isComplete(upload)) return undefined;
  const date = new Date(upload.expiresAt);
  return faults.has("tus-expires-is-iso") ? date.toISOString() : date.toUTCString();
}
