import {
  ANYTHING,
  accepted,
  askedAgain,
  type Expected,
  refused,
} from "../../../../../properties/model/expected.ts";
import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import { nameOf, standingOf, ticketStatements } from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import type { Chunk } from "./command.ts";
import { ENDED } from "./ended.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the documents allow UploadFileChunk to answer. */
export function expectChunk(
  { as, which }: { readonly as: Who; readonly which: Chunk },
  handle: UploadHandle | NoHandle,
  world: UploadWorld,
): Expected {
  if (typeof handle === "string") {
    return refused({ because: `it is ${nameOf(handle)}`, breaks: ["UFC-04"] });
  }
  const { name, life } = handle;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") {
    const breaks = ["UFC-05", ...ticketStatements(as)];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  if (life === "deleted" || life === "finalized") {
    return refused({ because: `${name} was ${life}`, ...ENDED[life], also: ["UFC-04"] });
  }
  if (standing === "other user") {
    return refused({ because: `${name} is another user's`, breaks: ["UFC-06", "CUH-22"] });
  }
  if (standing === "same user" || life === "unclear") return ANYTHING;
  return which === "last" || which === "whole"
    ? expectRight(which, handle)
    : expectWrong(which, handle);
}

function expectRight(which: "last" | "whole", handle: UploadHandle): Expected {
  const { name, complete, suspects } = handle;
  // UFC-07: silent about chunks after the last, and so about one after a last one that was refused
  if (complete === "yes" || (complete === "unclear" && which === "whole")) return ANYTHING;
  const size =
    which === "last" ? "the last chunk may be smaller" : "the chunk has exactly ChunkSize bytes";
  const because = `${name} is open, the CRC is right, and ${size}`;
  return accepted({ because, breaks: ["UFC-01"], also: ["CUH-20", "CUH-01"], suspects });
}

function expectWrong(which: Chunk, handle: UploadHandle): Expected {
  const { complete, suspects } = handle;
  const grounds = { because: "the CRC does not match", breaks: ["UFC-02"] };
  // What comes after the last chunk may be refused for that.
  const late = complete === "yes" || (complete === "unclear" && which === "wrong whole");
  return late ? refused(grounds) : askedAgain({ ...grounds, suspects });
}
