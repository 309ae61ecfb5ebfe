import type { Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import { endProcess, isRunning } from "../target/end-process.ts";
import type { Adapters } from "../target/open-target.ts";
import { useTarget } from "../target/use-target.ts";
import { type Cleaned, cleanTarget, nothingCleaned } from "./clean-target.ts";
import type { JournalEntry } from "./journal-entry.ts";
import type { Period } from "./orphans.ts";

/**
 * Removes what a run left on a target, its launched server last. Where that one is gone, it is
 * launched again to remove what it may have kept.
 */
export async function cleanEntries(
  target: Target,
  entries: readonly JournalEntry[],
  period: Period,
  known: {
    readonly specs: Pick<Specs, "operations" | "services">;
    readonly adapters: Adapters;
  },
): Promise<Cleaned> {
  const processes = entries.filter((entry) => entry.process !== undefined);
  const things = entries.filter((entry) => entry.process === undefined);
  const runs = processes.some((entry) => entry.process && isRunning(entry.process));
  const { launch: _, ...running } = target;
  const cleaned =
    things.length === 0
      ? nothingCleaned([], "")
      : await useTarget(
          runs ? running : target,
          known,
          (open) => cleanTarget(open, things, period),
          (why) => nothingCleaned(things, why),
        );
  const ends = await Promise.all(
    processes.map(async (entry) => ({ entry, why: await endProcess(entry) })),
  );
  return {
    ...cleaned,
    removed: [...cleaned.removed, ...ends.flatMap(({ entry, why }) => (why ? [] : [entry]))],
    failed: [...cleaned.failed, ...ends.flatMap(({ entry, why }) => (why ? [{ entry, why }] : []))],
  };
}
