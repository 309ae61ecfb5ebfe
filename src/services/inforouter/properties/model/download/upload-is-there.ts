import type { Binding } from "../../../../../model/binding.ts";
import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import type { DownloadHandle, DownloadPlay } from "./world.ts";

/**
 * Makes the upload handler, `$upload`, that stands for one of the wrong kind when it is first needed.
 * False where it is needed and none can be had.
 */
export async function uploadIsThere(
  handle: DownloadHandle | NoHandle,
  over: Binding,
  { world, state }: DownloadPlay,
): Promise<boolean> {
  if (handle !== "wrong kind" || state.scope.has("upload")) return true;
  const as = world.loggedOut ? "owner-again" : "owner";
  const values = { PreferedChunkSize: 0 };
  const save = { upload: "UploadHandler" };
  await callOnce({ call: "CreateUploadHandler", as, with: values, save }, over, state);
  return state.scope.has("upload");
}
