import type { Binding } from "../../../model/binding.ts";
import { callOnce } from "../../../run/call-once.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  refusedAsBadRequest,
  refusedForTicket,
} from "../expected.ts";
import { judgeOutcome } from "../judge-outcome.ts";
import { type NoHandle, sent } from "../named-handle.ts";
import { hasSession, nameOf, standingOf } from "../standing.ts";
import type { Who } from "../who.ts";
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
  if (expected.outcomes && !expected.outcomes.includes("accepted")) world.refusals++;
  const outcome = judgeOutcome(answer, expected, `${call} of ${nameOf(handle)} as ${as}`, state);
  if (outcome === undefined) return false;
  if (outcome === "accepted") world.deletes++;
  afterDelete(as, handle, world);
  return true;
}

function expectDelete(as: Who, handle: DownloadHandle | NoHandle, world: DownloadWorld): Expected {
  if (handle === "malformed") {
    return refusedAsBadRequest("a malformed handler is no GUID, whatever the ticket is (DDH-07)");
  }
  if (!hasSession(as, world)) {
    return refusedForTicket(
      "the GUID is well-formed and the ticket belongs to no session (DDH-09)",
    );
  }
  if (handle === "never issued") return accepted("there is nothing to delete (DDH-11)");
  // DDH-20: silent about handlers of the other kind.
  if (handle === "wrong kind") return ANYTHING;
  // DDH-14: what others are told is not specified.
  if (standingOf(as, handle, world) !== "creator") return ANYTHING;
  const { name, life } = handle;
  return life === "deleted"
    ? accepted(`deleting ${name} again succeeds as well (DDH-12)`)
    : accepted(`${name} can be deleted at any point of the download (DDH-15)`);
}

function afterDelete(as: Who, handle: DownloadHandle | NoHandle, world: DownloadWorld): void {
  if (typeof handle === "string") return;
  const standing = standingOf(as, handle, world);
  // DDH-09, DDH-14: nothing happened.
  if (standing === "nobody" || standing === "other user") return;
  if (standing === "creator") handle.life = "deleted";
  // Whether another session of the same user can delete it is open.
  else if (handle.life === "open") handle.life = "unclear";
}
