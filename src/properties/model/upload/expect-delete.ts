import {
  ANYTHING,
  accepted,
  type Expected,
  refusedAsBadRequest,
  refusedForTicket,
} from "../expected.ts";
import type { NoHandle } from "../named-handle.ts";
import { hasSession, standingOf } from "../standing.ts";
import type { Who } from "../who.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the documents allow DeleteUploadHandler to answer. */
export function expectDelete(
  as: Who,
  handle: UploadHandle | NoHandle,
  world: UploadWorld,
): Expected {
  if (handle === "malformed") {
    return refusedAsBadRequest("a malformed handler is no GUID, whatever the ticket is (DUH-07)");
  }
  if (!hasSession(as, world)) {
    return refusedForTicket(
      "the GUID is well-formed and the ticket belongs to no session (DUH-09)",
    );
  }
  if (handle === "never issued") return accepted("there is nothing to delete (DUH-11)");
  // DDH-20: silent about handlers of the other kind.
  if (handle === "wrong kind") return ANYTHING;
  // DUH-20: what others are told is not specified, also not when the handler is gone.
  if (standingOf(as, handle, world) !== "creator") return ANYTHING;
  return accepted(becauseOf(handle));
}

function becauseOf({ name, life, chunks }: UploadHandle): string {
  switch (life) {
    case "deleted":
      return `deleting ${name} again succeeds as well (DUH-12)`;
    case "finalized":
      return `${name} was finalized and has no file any more (DUH-16)`;
    case "open":
    case "unclear":
      return chunks === 0
        ? `${name} can be deleted before its first chunk (DUH-13)`
        : `${name} can be deleted at any point of the upload (DUH-17)`;
    default:
      return life satisfies never;
  }
}
