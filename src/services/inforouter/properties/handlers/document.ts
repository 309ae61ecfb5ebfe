import { wrongBytes } from "../../../../judge/answer/tell-difference.ts";
import type { Forbidden } from "../../../../properties/sequential/spec.ts";
import { LIVE_TICKET } from "./expected.ts";
import type { Outcome } from "./outcome.ts";

/** What is wrong with a document that was read; undefined where it is exactly the one that is wanted. */
export function wrongDocument(
  wanted: Buffer,
  { bytes, words }: Outcome,
): Pick<Forbidden, "expected" | "actual" | "bytes"> | undefined {
  if (bytes?.equals(wanted)) return undefined;
  const expected = `a document of exactly the ${wanted.length} bytes that were sent`;
  return { expected, ...wrongBytes(words, wanted, bytes?.length ? bytes : wanted) };
}

/** What a document breaks that could not be read for its ticket: nothing is known of it. */
export function whyUnread({ how }: Outcome): Pick<Forbidden, "forbids" | "kind"> | undefined {
  if (how !== "ticket error") return undefined;
  return { forbids: LIVE_TICKET.breaks, kind: { expected: LIVE_TICKET.what, got: how } };
}
