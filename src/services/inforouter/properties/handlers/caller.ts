import fc from "fast-check";
import type { PrincipalState } from "../../../../../generators/generator.ts";

/**
 * Whose ticket a call carries: two users; `owner-again` is another session of the first one, and the last
 * two are tickets that no session belongs to.
 */
export type Who = "owner" | "stranger" | "owner-again" | "ended" | "unknown";

export interface Caller {
  readonly as: Who;
  /** The session was ended by a call before. */
  readonly loggedOut?: true;
}

/** How a caller stands to a handler. */
export type Standing =
  /** The ticket belongs to no session. */
  | "nobody"
  | "creator"
  /** Another session of the creator's user: the documents speak of users only. */
  | "same user"
  | "other user";

/** How often each one calls; most of what a sequence can show needs its owner. */
const WEIGHTS: Readonly<Record<Who, number>> = {
  owner: 24,
  stranger: 10,
  "owner-again": 1,
  unknown: 2,
  ended: 2,
};

/** Somebody that the target can provide, the owner first. */
export function anybody(principals: readonly PrincipalState[]): fc.Arbitrary<Who> {
  const there = (who: Who): boolean => who === "owner-again" || principals.includes(who);
  const known = (Object.keys(WEIGHTS) as Who[]).filter(there);
  return fc.oneof(
    { withCrossShrink: true },
    ...known.map((who) => ({ weight: WEIGHTS[who], arbitrary: fc.constant(who) })),
  );
}

/** The user behind a ticket; undefined for nobody. */
export function userOf(who: Who): "owner" | "stranger" | undefined {
  switch (who) {
    case "owner":
    case "owner-again":
      return "owner";
    case "stranger":
      return "stranger";
    case "ended":
    case "unknown":
      return undefined;
    default:
      return who satisfies never;
  }
}

export function hasSession({ as, loggedOut }: Caller): boolean {
  return userOf(as) !== undefined && !loggedOut;
}

export function standingOf(caller: Caller, { creator }: { readonly creator: Who }): Standing {
  if (!hasSession(caller)) return "nobody";
  if (caller.as === creator) return "creator";
  return userOf(caller.as) === userOf(creator) ? "same user" : "other user";
}

/** What says that a ticket which belongs to no session any more is refused. */
export function ticketStatements({ loggedOut }: Caller): readonly string[] {
  return loggedOut ? ["AUT-03"] : [];
}
