import type { Binding } from "../../../../../model/binding.ts";
import { type NoHandle, sent } from "../../../../../properties/model/named-handle.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { afterDelete } from "./after.ts";
import { callHandle } from "./call-handle.ts";
import { downloadIsThere } from "./download-is-there.ts";
import { expectDelete } from "./expect-delete.ts";
import type { UploadPlay } from "./play.ts";
import type { UploadHandle } from "./world.ts";

/** Deletes a handler, or tries to; false ends the sequence. */
export async function deleteHandler(
  { as, over }: { readonly as: Who; readonly over: Binding },
  handle: UploadHandle | NoHandle,
  play: UploadPlay,
): Promise<boolean> {
  if (!(await downloadIsThere(handle, over, play))) return true;
  const outcome = await callHandle(
    {
      call: "DeleteUploadHandler",
      as,
      over,
      with: { UploadHandler: sent(handle, "$download") },
      handle,
      expected: expectDelete(as, handle, play.world),
    },
    play,
  );
  if (outcome === undefined) return false;
  afterDelete(as, handle, outcome, play.world);
  return true;
}
