import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import type { ApiState } from "./state.ts";
import type { Upload } from "./uploads.ts";

/** Faults that bring deleted uploads back. */
export type RevivingFault =
  | "store-api-revives-deleted"
  | "store-api-revives-last-deleted"
  | "store-api-writes-record-back"
  | "api-file-completes-canceled-upload";

/** How long a record is held that is written back whole, in milliseconds. */
const HELD_MS = 8;

/** Keeps what a broken server finds again when a file comes. */
export function keepDeleted(
  upload: Upload,
  { deleted }: ApiState,
  faults: Faults<RevivingFault>,
): void {
  const isCanceled =
    faults.has("api-file-completes-canceled-upload") && upload.status !== "completed";
  const isKept =
    faults.has("store-api-revives-deleted") || faults.has("store-api-revives-last-deleted");
  if (isKept || isCanceled) deleted.set(upload.id, upload);
}

/** DUA-08, DUA-10: an upload that was deleted before its file came is not found, and its file not stored. */
export function findDeleted(
  id: string,
  { deleted, uploads }: ApiState,
  faults: Faults<RevivingFault>,
): Upload | undefined {
  const finds =
    faults.has("store-api-revives-deleted") || faults.has("api-file-completes-canceled-upload");
  const upload = finds ? deleted.get(id) : undefined;
  if (upload) uploads.restore(upload);
  return upload;
}

/** DUA-10: a file that comes changes no other upload, and none that is deleted meanwhile. */
export async function reviveBeside(
  upload: Upload,
  { deleted, uploads }: ApiState,
  faults: Faults<RevivingFault>,
): Promise<void> {
  const last = [...deleted.values()].at(-1);
  if (faults.has("store-api-revives-last-deleted") && last?.gone) uploads.restore(last);
  if (!faults.has("store-api-writes-record-back")) return;
  await sleep(HELD_MS);
  if (upload.gone) uploads.restore(upload);
}
