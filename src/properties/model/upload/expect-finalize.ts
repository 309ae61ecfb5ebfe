import { ANYTHING, accepted, type Expected, refused } from "../expected.ts";
import type { NoHandle } from "../named-handle.ts";
import { nameOf, standingOf } from "../standing.ts";
import type { Who } from "../who.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the documents allow the finalizing operations to answer (FIN-06: all three alike). */
export function expectFinalize(
  as: Who,
  handle: UploadHandle | NoHandle,
  world: UploadWorld,
): Expected {
  if (handle === "malformed") return refused("a malformed handler is no GUID (FIN-04)");
  // No last chunk was ever marked for it.
  if (typeof handle === "string") return refused(`it is ${nameOf(handle)} (FIN-03, UFC-04)`);
  const { name, life, complete, taken } = handle;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") return refused("the ticket belongs to no session (FIN-04)");
  if (life === "deleted") return refused(`${name} was deleted (DUH-01)`);
  if (life === "finalized") return refused(`${name} was finalized before (FIN-02)`);
  if (standing === "other user") return refused(`${name} is another user's (FIN-04, CUH-22)`);
  // Only the target's owner is known to have the right to write into the folder.
  if (standing === "same user" || life === "unclear" || as !== "owner") return ANYTHING;
  if (complete === "no") return refused(`no last chunk of ${name} was marked (FIN-03)`);
  if (complete === "unclear" || !taken) return ANYTHING;
  return accepted(`${name} has its last chunk (UFC-03, CUH-21)`);
}
