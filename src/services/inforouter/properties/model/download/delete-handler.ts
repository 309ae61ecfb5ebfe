import type { Binding } from "../../../../../model/binding.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  mustFail,
  refusedAsBadRequest,
  refusedForTicket,
} from "../../../../../properties/model/expected.ts";
import { judgeOutcome } from "../../../../../properties/model/judge-outcome.ts";
import { type NoHandle, sent } from "../../../../../properties/model/named-handle.ts";
import type { Outcome } from "../../../../../properties/model/outcome.ts";
import {
  hasSession,
  nameOf,
  standingOf,
  ticketStatements,
} from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import { uploadIsThere } from "./upload-is-there.ts";
import type { DownloadHandle, DownloadPlay, DownloadWorld } from "./world.ts";

/** Deletes a handler, or tries to; false ends the sequence. */
export async function deleteHandler(
  { as, over }: { readonly as: Who; readonly over: Binding },
  handle: DownloadHandle | NoHandle,
  { world, state }: DownloadPlay,
): Promise<boolean> {
  if (!(await uploadIsThere(handle, over, { world, state }))) return true;
  const call = "DeleteDownloadHandler";
  const values = { DownloadHandler: sent(handle, "$upload") };
  const answer = await callOnce({ call, as, with: values }, over, state);
  const expected = expectDelete(as, handle, world);
  if (mustFail(expected)) world.refusals++;
  const words = `${call} of ${nameOf(handle)} as ${as}`;
  const outcome = judgeOutcome(answer, expected, { call, words }, state);
  if (outcome === undefined) return false;
  if (outcome === "accepted") world.deletes++;
  afterDelete(as, handle, outcome, world);
  return true;
}

function expectDelete(as: Who, handle: DownloadHandle | NoHandle, world: DownloadWorld): Expected {
  if (handle === "malformed") {
    const because = "a malformed handler is no GUID, whatever the ticket is";
    return refusedAsBadRequest({
      because,
      breaks: ["DDH-07"],
      hasSession: hasSession(as, world),
    });
  }
  if (!hasSession(as, world)) {
    const because = "the GUID is well-formed and the ticket belongs to no session";
    return refusedForTicket({ because, breaks: ["DDH-09", ...ticketStatements(as)] });
  }
  if (handle === "never issued") {
    return accepted({ because: "there is nothing to delete", breaks: ["DDH-11"] });
  }
  // DDH-20: silent about handlers of the other kind.
  if (handle === "wrong kind") return ANYTHING;
  // DDH-14: what others are told is not specified.
  if (standingOf(as, handle, world) !== "creator") return ANYTHING;
  const { name, life, isOther } = handle;
  if (life === "deleted") {
    return accepted({ because: `deleting ${name} again succeeds as well`, breaks: ["DDH-12"] });
  }
  const because = `${name} can be deleted at any point of the download`;
  return accepted({ because, breaks: ["DDH-15"], also: isOther ? ["DDH-16"] : [] });
}

function afterDelete(
  as: Who,
  handle: DownloadHandle | NoHandle,
  outcome: Outcome,
  world: DownloadWorld,
): void {
  for (const other of world.handles) {
    if (other !== handle && outcome === "accepted") other.suspects.add("DDH-18");
  }
  if (typeof handle === "string") return;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") handle.suspects.add("DDH-09");
  if (standing === "other user") handle.suspects.add("DDH-14");
  // Nothing happened.
  if (standing === "nobody" || standing === "other user") return;
  if (standing === "creator") handle.life = "deleted";
  // Whether another session of the same user can delete it is open.
  else if (handle.life === "open") handle.life = "unclear";
}
