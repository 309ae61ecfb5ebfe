import type { Binding } from "../../../../../model/binding.ts";
import { textAt } from "../../../../../model/settings.ts";
import { type NoHandle, sent } from "../../../../../properties/model/named-handle.ts";
import { offers } from "../../../../../properties/model/offers.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { INFOROUTER } from "../../../name.ts";
import { afterFinalize } from "./after.ts";
import { callHandle } from "./call-handle.ts";
import type { Finalizing } from "./command.ts";
import { compareDocument } from "./compare-document.ts";
import { downloadIsThere } from "./download-is-there.ts";
import { expectFinalize } from "./expect-finalize.ts";
import type { UploadPlay } from "./play.ts";
import type { MadeDocument, UploadHandle } from "./world.ts";

/**
 * Finalizes a handler at a path where nothing is yet, and reads the document that comes of it; false
 * ends the sequence. A target without these operations, or without a folder for them, does without.
 */
export async function finalize(
  { by, as, over }: { readonly by: Finalizing; readonly as: Who; readonly over: Binding },
  handle: UploadHandle | NoHandle,
  play: UploadPlay,
): Promise<boolean> {
  const { world, state } = play;
  const folder = textAt(state.open.target.services[INFOROUTER], "folders.writable");
  if (folder === undefined || !offers(state, by, "DownloadDocument")) return true;
  if (!(await downloadIsThere(handle, over, play))) return true;
  const name = { join: [`${++world.finalizes}-`, "$newDocumentName"] };
  const path = { join: ["$folders.writable", "/", name] };
  const outcome = await callHandle(
    {
      call: by,
      as,
      over,
      with: {
        ...(by === "UploadNewDocumentWidthHandler"
          ? { folderPath: "$folders.writable", documentName: name }
          : { path }),
        uploadHandler: sent(handle, "$download"),
      },
      handle,
      expected: expectFinalize({ as, by }, handle, world),
    },
    play,
  );
  if (outcome === undefined) return false;
  const taken = typeof handle === "string" ? undefined : handle.taken;
  afterFinalize(as, handle, outcome, world);
  if (outcome !== "accepted" || typeof handle === "string" || !taken) return true;
  handle.finalizedOver = over;
  const made: MadeDocument = {
    of: handle,
    path,
    bytes: Buffer.concat(taken),
    touchedBy: new Set(),
  };
  world.documents.push(made);
  return compareDocument(made, over, play);
}
