import type { DescribedTarget } from "../../model/service.ts";
import type { Target } from "../../model/target.ts";
import { type JournalEntry, timesOf } from "./journal-entry.ts";
import { settleJournal } from "./journal-file.ts";
import { stagingFolders } from "./orphans.ts";
import { readJournal } from "./read-journal.ts";

/** What a journal says when its run has come to its end. */
export interface JournalEnd {
  /** By target, in words. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** Its path, where something is left that `assay clean` may remove. */
  readonly kept?: string;
  /** Why it cannot be said what is left. */
  readonly problem?: string;
}

/**
 * Ends a journal once its run is over and every server that it started has stopped: it stays with what
 * is left that can be removed, and goes where nothing is.
 */
export function closeJournal(
  path: string,
  targets: readonly Target[],
  services: DescribedTarget["services"],
): JournalEnd {
  try {
    return settle(path, targets, services);
  } catch (error) {
    // Somebody removed it, or the disk is full: that takes nothing from the report.
    return { left: new Map(), problem: (error as Error).message };
  }
}

function settle(
  path: string,
  targets: readonly Target[],
  services: DescribedTarget["services"],
): JournalEnd {
  const { header, left } = readJournal(path);
  const byName = new Map(targets.map((target) => [target.name, target]));
  // The built-in server has ended with everything that was on it.
  const real = left.filter(({ target }) => !byName.get(target)?.embedded);
  const named = real.filter((entry) => entry.id !== undefined);
  const asked = real.filter((entry) => entry.id === undefined);
  const words = new Map(
    targets.map(({ name }) => [
      name,
      [
        ...named.filter(({ target }) => target === name).map(nameOf),
        ...perhaps(asked.filter(({ target }) => target === name)),
      ],
    ]),
  );
  const removable = real.filter((entry) => isRemovable(entry, byName.get(entry.target), services));
  settleJournal(path, { header, left: removable });
  return { left: words, ...(removable.length > 0 ? { kept: path } : {}) };
}

/** A thing as reports name it. */
export function nameOf({ what, id = "" }: Pick<JournalEntry, "what" | "id">): string {
  return `${what} ${id}`;
}

/** What nobody knows by name, in one line for each kind. */
function perhaps(asked: readonly JournalEntry[]): readonly string[] {
  return [...new Set(asked.map(({ what }) => what))].map((what) => {
    const own = asked.filter((entry) => entry.what === what);
    const times = own.reduce((sum, entry) => sum + timesOf(entry), 0);
    const calls = times === 1 ? "1 call that creates it" : `${times} calls that create it`;
    return `possibly ${what}s that cannot be found: ${calls} left no name`;
  });
}

function isRemovable(
  { id, service, remove, process }: JournalEntry,
  target: Target | undefined,
  services: DescribedTarget["services"],
): boolean {
  if (process) return true;
  if (id === undefined || remove === undefined) {
    return target !== undefined && stagingFolders({ target, services }).length > 0;
  }
  const { operations } = (service === undefined ? undefined : target?.services[service]) ?? {};
  return !operations?.absent.includes(remove.call);
}
