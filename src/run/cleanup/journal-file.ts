import { readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "../../config/files/make-folder.ts";
import { processStamp } from "../../config/files/process-stamp.ts";
import { writeWhole } from "../../config/files/write-whole.ts";
import { UsageError } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import type { JournalContent, JournalHeader } from "./journal-entry.ts";

/** Where a command keeps what a later one needs. */
export const JOURNAL_FOLDER = ".assay";

/** Only its owner may read it: a server may have called a handler by what is a secret. */
export const OWN = 0o600;

/**
 * Begins the journal of a run, in the first of the folders that can be written.
 *
 * @returns its path
 * @throws UsageError (`journal-unwritable`) where none can
 */
export function beginJournal(
  folders: readonly string[],
  about: {
    readonly tag: string;
    readonly startedAt: Date;
    readonly targetsFile: string;
    readonly targets: readonly Target[];
  },
): string {
  const { tag, startedAt, targetsFile, targets } = about;
  const { pid } = process;
  const header: JournalHeader = {
    format: "assay-journal",
    formatVersion: 1,
    run: tag,
    startedAt: startedAt.toISOString(),
    process: { pid, stamp: processStamp(pid) ?? "", host: hostname() },
    targetsFile,
    targets: Object.fromEntries(targets.map((target) => [target.name, baseUrlsOf(target)])),
  };
  const problems: string[] = [];
  for (const folder of folders) {
    const path = join(folder, `journal-${tag}.jsonl`);
    try {
      makeFolder(folder);
      writeFileSync(path, `${JSON.stringify(header)}\n`, { flag: "wx", mode: OWN });
      return path;
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  const message = `what the run creates cannot be written down: ${problems.join("; ")}`;
  const hint = "run it in a folder that can be written";
  throw new UsageError("journal-unwritable", [{ message, hint }]);
}

/** The journals of a folder, sorted; none where there is no such folder. */
export function journalsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^journal-.+\.jsonl$/.test(name));
    return names.sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The base URLs of a target, as its journal keeps them; none for the built-in server. */
export function baseUrlsOf({ services, embedded }: Target): readonly string[] {
  return embedded ? [] : Object.values(services).map(({ baseUrl }) => baseUrl);
}

/** Writes a journal anew with what is left, whole or not at all; where nothing is left it is removed. */
export function settleJournal(path: string, { header, left }: JournalContent): void {
  if (left.length > 0) {
    const lines = [header, ...left].map((line) => `${JSON.stringify(line)}\n`);
    writeWhole(path, lines.join(""), OWN);
    return;
  }
  rmSync(path, { force: true });
  const folder = dirname(path);
  if (basename(folder) !== JOURNAL_FOLDER) return;
  try {
    rmdirSync(folder);
  } catch {
    // It holds something else.
  }
}
