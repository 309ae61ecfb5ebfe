import { preflight } from "../target/preflight.ts";
import type { Remover } from "../target/target-parts.ts";
import { type JournalEntry, timesOf } from "./journal-entry.ts";
import { type Period, removeOrphans } from "./orphans.ts";
import { removeEntry, serviceOf } from "./remove-entry.ts";

/** What became of the things of a journal on one target. */
export interface Cleaned {
  readonly removed: readonly JournalEntry[];
  /** What is still there, and why. */
  readonly failed: readonly { readonly entry: JournalEntry; readonly why: string }[];
  /** Calls that left no name, and how many things of theirs were found and removed all the same. */
  readonly unanswered: { readonly calls: number; readonly removed: number };
}

/**
 * Removes what a run left on a target, as the users it was made by. What is gone already counts as
 * removed; so does what a call may have made that got no answer, once it has been looked for.
 *
 * @param period when the run made them
 */
export async function cleanTarget(
  open: Remover,
  entries: readonly JournalEntry[],
  period: Period,
): Promise<Cleaned> {
  const services = new Set(entries.flatMap((entry) => serviceOf(open, entry) ?? []));
  for (const service of services) {
    const outcome = await preflight(open, service);
    if (!outcome.ok) return nothingCleaned(entries, open.secrets.redact(outcome.reason));
  }
  const asked = entries.filter(({ id }) => id === undefined);
  const named = entries.filter(({ id }) => id !== undefined);
  const outcomes = await Promise.all(
    named.map(async (entry) => ({ entry, why: await removeEntry(open, entry) })),
  );
  const found = await removeOrphans(open, asked, period);
  return {
    removed: [...asked, ...outcomes.flatMap(({ entry, why }) => (why === undefined ? entry : []))],
    failed: outcomes.flatMap(({ entry, why }) =>
      why === undefined ? [] : [{ entry, why: open.secrets.redact(why) }],
    ),
    unanswered: { calls: asked.reduce((sum, entry) => sum + timesOf(entry), 0), removed: found },
  };
}

/** Everything is still there, for one reason. */
export function nothingCleaned(entries: readonly JournalEntry[], why: string): Cleaned {
  const failed = entries.map((entry) => ({ entry, why }));
  return { removed: [], failed, unanswered: { calls: 0, removed: 0 } };
}
