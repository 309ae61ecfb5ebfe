import { ANYTHING, accepted, askedAgain, type Expected, refused } from "../expected.ts";
import type { NoHandle } from "../named-handle.ts";
import { nameOf, standingOf } from "../standing.ts";
import type { Who } from "../who.ts";
import type { Chunk } from "./command.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the documents allow UploadFileChunk to answer. */
export function expectChunk(
  { as, which }: { readonly as: Who; readonly which: Chunk },
  handle: UploadHandle | NoHandle,
  world: UploadWorld,
): Expected {
  if (typeof handle === "string") return refused(`it is ${nameOf(handle)} (UFC-04)`);
  const { name, life } = handle;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") return refused("the ticket belongs to no session (UFC-05)");
  if (life === "deleted") return refused(`${name} was deleted (DUH-01, UFC-04)`);
  if (life === "finalized") return refused(`${name} was finalized (DUH-15, UFC-04)`);
  if (standing === "other user") return refused(`${name} is another user's (UFC-06, CUH-22)`);
  if (standing === "same user" || life === "unclear") return ANYTHING;
  return which === "last" || which === "whole"
    ? expectRight(which, handle)
    : expectWrong(which, handle);
}

function expectRight(which: "last" | "whole", { name, complete }: UploadHandle): Expected {
  // UFC-07: silent about chunks after the last, and so about one after a last one that was refused
  if (complete === "yes" || (complete === "unclear" && which === "whole")) return ANYTHING;
  return accepted(
    which === "last"
      ? `${name} is open, the CRC is right, and the last chunk may be smaller (UFC-01, CUH-20)`
      : `${name} is open, the CRC is right, and the chunk has exactly ChunkSize bytes (UFC-01, CUH-20)`,
  );
}

function expectWrong(which: Chunk, { complete }: UploadHandle): Expected {
  const asked = askedAgain("the CRC does not match (UFC-02)");
  // What comes after the last chunk may be refused for that.
  const late = complete === "yes" || (complete === "unclear" && which === "wrong whole");
  return late ? refused("the CRC does not match (UFC-02)") : asked;
}
