import type { Binding } from "../../../../../model/binding.ts";
import { compareDocument } from "./compare-document.ts";
import { deleteHandler } from "./delete-handler.ts";
import { finalize } from "./finalize.ts";
import type { UploadPlay } from "./play.ts";
import { sendChunk } from "./send-chunk.ts";
import type { UploadHandle } from "./world.ts";

/** How h0 is ended if it is still open after a sequence, with h2, h4 …; the others end the other way. */
export type AtLast = "finalize" | "delete";

/**
 * Looks after a sequence whether everything is as the model knows it: what is open becomes the document
 * of exactly its chunks, or can be deleted; what is gone takes nothing any more, also over another
 * binding than the one that ended it; documents stayed as they were.
 */
export async function settle(atLast: AtLast, play: UploadPlay): Promise<boolean> {
  const { world, state } = play;
  const first = state.bindings[0] ?? "post";
  if (!(await endAll(atLast, play))) return false;
  for (const handle of world.handles) if (!(await lookAfter(handle, play))) return false;
  for (const document of world.documents) {
    if (document.touchedBy.size > 0 && !(await compareDocument(document, first, play)))
      return false;
  }
  if (world.refusals > 0) return true;
  // Nothing had to be refused so far: a server that accepts everything would hold.
  return sendChunk({ which: "last", as: "owner", over: first }, "never issued", play);
}

/** All that is open is seen to work before the first delete: no delete is to blame for what is not. */
async function endAll(atLast: AtLast, play: UploadPlay): Promise<boolean> {
  const { world, state } = play;
  const [over = "post"] = state.bindings;
  const open = world.handles.flatMap((handle, index) => {
    const wanted = (atLast === "finalize") === (index % 2 === 0);
    // Only the owner is known to have the right to write into the folder.
    const isFinalized = wanted && handle.creator === "owner";
    return handle.life === "open" ? [{ handle, isFinalized }] : [];
  });
  for (const { handle, isFinalized } of open.toSorted(finalizedFirst)) {
    const { creator: as, chunks, complete } = handle;
    // An answer to the delete alone would not tell whether the handler was still there.
    const needsChunk = complete !== "yes" && (isFinalized || chunks === 0);
    if (needsChunk && !(await sendChunk({ which: "last", as, over }, handle, play))) return false;
    const by = "UploadDocumentWithHandler";
    if (isFinalized && !(await finalize({ by, as, over }, handle, play))) return false;
  }
  for (const { handle, isFinalized } of open) {
    const as = handle.creator;
    if (!isFinalized && !(await deleteHandler({ as, over }, handle, play))) return false;
  }
  return true;
}

function finalizedFirst(
  one: { readonly isFinalized: boolean },
  other: { readonly isFinalized: boolean },
): number {
  return Number(other.isFinalized) - Number(one.isFinalized);
}

async function lookAfter(handle: UploadHandle, play: UploadPlay): Promise<boolean> {
  const { bindings } = play.state;
  const [over = "post"] = bindings;
  const { creator: as, life } = handle;
  switch (life) {
    case "open":
    case "unclear":
      return true;
    case "deleted":
      return sendChunk({ which: "last", as, over }, handle, play);
    case "finalized": {
      const by = "UploadDocumentWithHandler";
      const other = another(handle.finalizedOver, bindings);
      return (
        (await finalize({ by, as, over: other }, handle, play)) &&
        (await sendChunk({ which: "last", as, over }, handle, play)) &&
        (await deleteHandler({ as, over }, handle, play)) &&
        deleteHandler({ as, over: other }, handle, play)
      );
    }
    default:
      return life satisfies never;
  }
}

function another(than: Binding | undefined, bindings: readonly Binding[]): Binding {
  return bindings.find((binding) => binding !== than) ?? bindings[0] ?? "post";
}
