import {
  ANYTHING,
  accepted,
  type Expected,
  refused,
} from "../../../../../properties/model/expected.ts";
import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import { nameOf, standingOf, ticketStatements } from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import type { Finalizing } from "./command.ts";
import { ENDED } from "./ended.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the documents allow the finalizing operations to answer, all three alike. */
export function expectFinalize(
  { as, by }: { readonly as: Who; readonly by: Finalizing },
  handle: UploadHandle | NoHandle,
  world: UploadWorld,
): Expected {
  const expected = whatever(as, handle, world);
  const isOther = by !== "UploadDocumentWithHandler" && expected.outcomes !== undefined;
  return isOther ? { ...expected, also: [...expected.also, "FIN-06"] } : expected;
}

function whatever(as: Who, handle: UploadHandle | NoHandle, world: UploadWorld): Expected {
  if (handle === "malformed") {
    return refused({ because: "a malformed handler is no GUID", breaks: ["FIN-04"] });
  }
  // No last chunk was ever marked for it.
  if (typeof handle === "string") {
    return refused({ because: `it is ${nameOf(handle)}`, breaks: ["FIN-03"] });
  }
  const { name, life, complete, taken, suspects } = handle;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") {
    const breaks = ["FIN-04", ...ticketStatements(as)];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  if (life === "deleted") return refused({ because: `${name} was deleted`, ...ENDED.deleted });
  if (life === "finalized") {
    const breaks = ["FIN-02", ...ENDED.finalized.breaks];
    const what = "a finalized handler not to be finalized again";
    return refused({ because: `${name} was finalized before`, breaks, what });
  }
  if (standing === "other user") {
    return refused({ because: `${name} is another user's`, breaks: ["FIN-04", "CUH-22"] });
  }
  // Only the target's owner is known to have the right to write into the folder.
  if (standing === "same user" || life === "unclear" || as !== "owner") return ANYTHING;
  if (complete === "no") {
    return refused({ because: `no last chunk of ${name} was marked`, breaks: ["FIN-03"] });
  }
  if (complete === "unclear" || !taken) return ANYTHING;
  const because = `${name} has its last chunk`;
  return accepted({ because, breaks: ["UFC-03", "CUH-21"], suspects });
}
