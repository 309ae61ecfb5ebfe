import {
  ANYTHING,
  accepted,
  type Expected,
  type Grounds,
  refusedAsBadRequest,
  refusedForTicket,
} from "../../../../../properties/model/expected.ts";
import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import {
  hasSession,
  standingOf,
  ticketStatements,
} from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import type { UploadHandle, UploadWorld } from "./world.ts";

/** What the documents allow DeleteUploadHandler to answer. */
export function expectDelete(
  as: Who,
  handle: UploadHandle | NoHandle,
  world: UploadWorld,
): Expected {
  if (handle === "malformed") {
    const because = "a malformed handler is no GUID, whatever the ticket is";
    return refusedAsBadRequest({
      because,
      breaks: ["DUH-07"],
      hasSession: hasSession(as, world),
    });
  }
  if (!hasSession(as, world)) {
    const because = "the GUID is well-formed and the ticket belongs to no session";
    return refusedForTicket({ because, breaks: ["DUH-09", ...ticketStatements(as)] });
  }
  if (handle === "never issued") {
    return accepted({ because: "there is nothing to delete", breaks: ["DUH-11"] });
  }
  // DDH-20: silent about handlers of the other kind.
  if (handle === "wrong kind") return ANYTHING;
  // DUH-20: what others are told is not specified, also not when the handler is gone.
  if (standingOf(as, handle, world) !== "creator") return ANYTHING;
  return accepted(groundsOf(handle));
}

function groundsOf({ name, life, chunks, complete }: UploadHandle): Grounds {
  switch (life) {
    case "deleted":
      return { because: `deleting ${name} again succeeds as well`, breaks: ["DUH-12"] };
    case "finalized":
      return { because: `${name} was finalized and has no file any more`, breaks: ["DUH-16"] };
    case "open":
    case "unclear": {
      const released = complete === "yes" ? [] : ["CUH-24"];
      return chunks === 0
        ? {
            because: `${name} can be deleted before its first chunk`,
            breaks: ["DUH-13", ...released],
            also: ["DUH-17"],
          }
        : {
            because: `${name} can be deleted at any point of the upload`,
            breaks: ["DUH-17", ...released],
          };
    }
    default:
      return life satisfies never;
  }
}
