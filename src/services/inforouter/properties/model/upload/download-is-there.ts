import type { Binding } from "../../../../../model/binding.ts";
import { textAt } from "../../../../../model/settings.ts";
import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import { offers } from "../../../../../properties/model/offers.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import { INFOROUTER } from "../../../name.ts";
import type { UploadPlay } from "./play.ts";
import type { UploadHandle } from "./world.ts";

/**
 * Makes the download handler, `$download`, that stands for one of the wrong kind when it is first
 * needed. False where it is needed and none can be had.
 */
export async function downloadIsThere(
  handle: UploadHandle | NoHandle,
  over: Binding,
  { world, state }: UploadPlay,
): Promise<boolean> {
  if (handle !== "wrong kind" || state.scope.has("download")) return true;
  if (!offers(state, "GetDownloadHandler", "DeleteDownloadHandler")) return false;
  if (textAt(state.open.target.services[INFOROUTER], "documents.readable") === undefined)
    return false;
  const as = world.loggedOut ? "owner-again" : "owner";
  const values = { Path: "$documents.readable" };
  const save = { download: "downloadhandler" };
  await callOnce({ call: "GetDownloadHandler", as, with: values, save }, over, state);
  return state.scope.has("download");
}
