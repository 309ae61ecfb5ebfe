import fc from "fast-check";
import type { PrincipalState } from "../../../generators/generator.ts";

/**
 * Who makes a call of a sequence: two users; `owner-again` is another session of the first one, and
 * the last two have tickets that no session belongs to.
 */
export type Who = "owner" | "stranger" | "owner-again" | "ended" | "unknown";

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
