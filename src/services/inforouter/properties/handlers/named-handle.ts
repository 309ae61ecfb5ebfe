import fc from "fast-check";
import type { JsonValue } from "../../../../model/value.ts";

/**
 * A handler that a command is about: one of those created so far, by its index modulo their number,
 * so that a sequence from which a create was taken away still means something; or none of them.
 */
export type NamedHandle = number | NoHandle;

/** Handlers that no create of the sequence answered. The last is a handler of the other direction. */
export type NoHandle = "never issued" | "malformed" | "wrong kind";

/** No spelling of a GUID that any server knows. */
const MALFORMED = "not-a-guid";

/** The first handlers most of all: a fault needs several calls with one of them. */
export const ANY_HANDLE: fc.Arbitrary<NamedHandle> = fc.oneof(
  { withCrossShrink: true },
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.nat({ max: 3 }) },
  { weight: 2, arbitrary: fc.constant<NoHandle>("never issued") },
  { weight: 1, arbitrary: fc.constant<NoHandle>("malformed") },
  { weight: 1, arbitrary: fc.constant<NoHandle>("wrong kind") },
);

/** The handler of a list that is meant, or why it is none of them. */
export function pick(named: NamedHandle, handles: readonly string[]): string {
  if (typeof named === "string") return named;
  return handles[named % handles.length] ?? ("never issued" satisfies NoHandle);
}

/**
 * What is sent for a handler.
 *
 * @param wrongKind the name of one of the other direction
 */
export function sent(name: string, wrongKind: string): JsonValue {
  switch (name) {
    case "never issued":
      return "$unissued";
    case "malformed":
      return MALFORMED;
    case "wrong kind":
      return `$${wrongKind}`;
    default:
      return `$${name}`;
  }
}

/** A handler in the words of a report. */
export function nameOf(name: string): string {
  switch (name) {
    case "never issued":
    case "malformed":
      return `a ${name} handler`;
    case "wrong kind":
      return "a handler of the other kind";
    default:
      return name;
  }
}
