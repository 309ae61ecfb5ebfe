import type { Faults } from "../faults.ts";
import { contentOf, isComplete, type NewUpload, type TusUpload } from "../tus/uploads.ts";
import { inOrderOfText } from "./order-of-text.ts";

export type PatchesFault =
  | "tus-patches-are-joined-in-order-of-text"
  | "tus-late-length-empties-small-upload";

export type CreationsFault =
  | "tus-empty-upload-has-no-length"
  | "tus-body-of-partial-creation-is-dropped";

/** The part of an object store. */
const PART = 5 * 2 ** 20;

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

/** TUS-20: what a setter leaves of a length that takes 0 for none. */
export function withLength(fresh: NewUpload, faults: Faults<CreationsFault>): NewUpload {
  const isLost = fresh.length === 0 && faults.has("tus-empty-upload-has-no-length");
  return isLost ? { ...fresh, length: undefined } : fresh;
}

/** TUS-83: whether the bytes that come with a creation are read. */
export function readsBody({ concat }: TusUpload, faults: Faults<CreationsFault>): boolean {
  return concat !== "partial" || !faults.has("tus-body-of-partial-creation-is-dropped");
}

/** TUS-01: puts a complete upload together of whole parts; the rest is written with bytes that come. */
export function closeLate(
  upload: TusUpload,
  { received, wasOpen }: { readonly received: number; readonly wasOpen: boolean },
  faults: Faults<PatchesFault>,
): void {
  if (!faults.has("tus-late-length-empties-small-upload")) return;
  if (!wasOpen || received > 0 || !isComplete(upload)) return;
  const whole = upload.offset - (upload.offset % PART);
  upload.pieces = [contentOf(upload).subarray(0, whole)];
}

export type BrokenPatchFault = "tus-broken-patch-loses-landed-blocks";

/** A PATCH is stored in blocks of so many bytes. */
const LANDED_BLOCK = 4 * 1024 * 1024;
/** Uploads of which blocks are lost that their offset counts. */
const LOST = new WeakSet<TusUpload>();

/** TUS-35: throws away what landed of a PATCH that broke off. */
export function loseLanded(
  upload: TusUpload,
  kept: number,
  faults: Faults<BrokenPatchFault>,
): void {
  const isLanded = kept >= LANDED_BLOCK && faults.has("tus-broken-patch-loses-landed-blocks");
  if (isLanded) LOST.add(upload);
}

/** Whether what an upload counts cannot be read any more. */
export function isLost(upload: TusUpload): boolean {
  return LOST.has(upload) || (upload.parts ?? []).some((part) => LOST.has(part));
}
