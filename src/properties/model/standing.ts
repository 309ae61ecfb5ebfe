import type { NoHandle } from "./named-handle.ts";
import { userOf, type Who } from "./who.ts";

/** How somebody stands to a handler. */
export type Standing =
  /** The ticket belongs to no session. */
  | "nobody"
  | "creator"
  /** Another session of the creator's user: the documents speak of users only. */
  | "same user"
  | "other user";

export function hasSession(who: Who, { loggedOut }: { readonly loggedOut: boolean }): boolean {
  return userOf(who) !== undefined && !(who === "owner" && loggedOut);
}

export function standingOf(
  who: Who,
  { creator }: { readonly creator: Who },
  world: { readonly loggedOut: boolean },
): Standing {
  if (!hasSession(who, world)) return "nobody";
  if (who === creator) return "creator";
  return userOf(who) === userOf(creator) ? "same user" : "other user";
}

/** What says that a ticket which belongs to no session any more is refused: a sequence logs the owner out. */
export function ticketStatements(as: Who): readonly string[] {
  return as === "owner" ? ["AUT-03"] : [];
}

/** A handler in the words of a mismatch. */
export function nameOf(handle: { readonly name: string } | NoHandle): string {
  if (typeof handle === "object") return handle.name;
  return handle === "wrong kind" ? "a handler of the other kind" : `a ${handle} handler`;
}
