import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import type { Outcome } from "../../../../../properties/model/outcome.ts";
import { type Standing, standingOf } from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import type { Chunk } from "./command.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the model knows after a chunk that came to something allowed. */
export function afterChunk(
  { as, which, bytes }: { readonly as: Who; readonly which: Chunk; readonly bytes: Buffer },
  handle: UploadHandle | NoHandle,
  outcome: Outcome,
  world: UploadWorld,
): void {
  if (typeof handle === "string") return;
  handle.chunks++;
  const standing = standingOf(as, handle, world);
  const breaks = notTaken({ which, standing, life: handle.life });
  if (outcome !== "accepted" && breaks) handle.refused.push({ bytes, breaks });
  if (handle.life === "deleted" || handle.life === "finalized") return;
  const isSeen = outcome === "accepted" || outcome === "asked to try again";
  if (standing === "creator" && isSeen) handle.suspects.clear();
  for (const id of breaks ?? []) handle.suspects.add(id);
  if (standing !== "creator" && standing !== "same user") return;
  const { complete } = handle;
  const last = which === "last" || which === "wrong last";
  const taken = outcome === "accepted";
  // UFC-07: whatever was answered, nobody says what became of a chunk after the last one.
  if (complete === "yes") {
    handle.taken = undefined;
    return;
  }
  if (taken) handle.taken?.push(bytes);
  if (!last) return;
  // A last chunk that was refused shall be sent again; until then nobody says what finalizing gets.
  if (taken) handle.complete = "yes";
  else if (complete === "no") handle.complete = "unclear";
}

/** What says that a chunk is not taken, and that the handler is as it was afterwards. */
function notTaken({
  which,
  standing,
  life,
}: Pick<UploadHandle, "life"> & {
  readonly which: Chunk;
  readonly standing: Standing;
}): readonly string[] | undefined {
  if (standing === "nobody") return ["UFC-05"];
  if (life === "finalized") return ["DUH-15"];
  if (standing === "other user") return ["UFC-06", "CUH-22"];
  return which === "wrong last" || which === "wrong whole" ? ["UFC-02"] : undefined;
}

/** What the model knows after a finalize that came to something allowed. */
export function afterFinalize(
  as: Who,
  handle: UploadHandle | NoHandle,
  outcome: Outcome,
  world: UploadWorld,
): void {
  if (typeof handle === "string" || handle.life === "deleted" || handle.life === "finalized") {
    return;
  }
  if (outcome === "accepted") {
    handle.life = "finalized";
    return;
  }
  // CUH-22, FIN-04: whom it does not belong to cannot use it up either.
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") handle.suspects.add("FIN-04");
  if (standing === "other user") for (const id of ["FIN-04", "CUH-22"]) handle.suspects.add(id);
  if (standing === "nobody" || standing === "other user") return;
  // FIN-05: a finalize that failed may have consumed it.
  handle.life = "unclear";
}

/** What the model knows after a delete that came to something allowed. */
export function afterDelete(
  as: Who,
  handle: UploadHandle | NoHandle,
  outcome: Outcome,
  world: UploadWorld,
): void {
  for (const other of world.handles) {
    if (other !== handle && outcome === "accepted") other.suspects.add("DUH-19");
  }
  if (typeof handle === "string") return;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") handle.suspects.add("DUH-09");
  if (standing === "other user") handle.suspects.add("DUH-20");
  // Nothing happened.
  if (standing === "nobody" || standing === "other user") return;
  if (handle.life === "finalized") return;
  if (standing === "creator") handle.life = "deleted";
  // Whether another session of the same user can delete it is open.
  else if (handle.life === "open") handle.life = "unclear";
}

/** What the model knows after LogOut of the owner's own session: CUH-23, its handlers may be gone. */
export function afterLogOut(world: UploadWorld): void {
  world.loggedOut = true;
  for (const handle of world.handles) {
    if (handle.creator === "owner" && handle.life === "open") handle.life = "unclear";
  }
}
