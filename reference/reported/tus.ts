import type { Faults } from "../faults.ts";
import { contentOf, isComplete, type TusUpload } from "../tus/uploads.ts";
import { inOrderOfText } from "./order-of-text.ts";

export type PatchesFault = "tus-patches-are-joined-in-order-of-text";

/** How many bytes each PATCH brought. */
const LENGTHS = new WeakMap<TusUpload, number[]>();

/** TUS-01: puts a complete upload together of what its requests brought, each in a file of its own. */
export function joinPatches(
  upload: TusUpload,
  received: number,
  faults: Faults<PatchesFault>,
): void {
  if (!faults.has("tus-patches-are-joined-in-order-of-text")) return;
  const lengths = LENGTHS.get(upload) ?? [];
  LENGTHS.set(upload, lengths);
  lengths.push(received);
  if (isComplete(upload)) upload.pieces = [inOrderOfText(contentOf(upload), lengths)];
}
