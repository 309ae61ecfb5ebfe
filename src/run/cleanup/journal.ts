import { randomBytes } from "node:crypto";
import { appendTo } from "./append-to.ts";
import { compactJournal } from "./compact-journal.ts";
import type { JournalEntry } from "./journal-entry.ts";

/** A thing that a run made or asked for, as its journal knows it. */
export interface Noted {
  /** What the answer said about it: from now on it can be removed by name. */
  made(named: Pick<JournalEntry, "id" | "remove" | "unsure">): void;
  /** It is gone, or was never made. */
  gone(): void;
  /** Nobody will ever know its name, or keep it: of its like there are too many. */
  lost(): void;
}

/** What a run makes on its targets: written down before it is made, struck off when it is gone. */
export interface Journal {
  note(entry: Omit<JournalEntry, "n">): Noted;
  /** Writes what waits; why it cannot be written, where that is so. */
  flush(): string | undefined;
}

const NOT_NOTED: Noted = { made: () => undefined, gone: () => undefined, lost: () => undefined };

/** Keeps no account. */
export const NO_JOURNAL: Journal = { note: () => NOT_NOTED, flush: () => undefined };

const WRITER_BYTES = 3;
/** After so much, or half of what was left the last time, what is settled is taken out. */
const COMPACT_BYTES = 1024 * 1024;

/**
 * A journal that is added to a file. Lines wait for the end of a turn of the event loop, never longer:
 * what a killed process leaves behind lacks the last few at most. Several threads may write to one file.
 * Where the disk takes no more the run goes on, and what waits is tried again. The file stays small however
 * long the run takes: see {@link compactJournal}.
 */
export function appendJournal(path: string): Journal {
  const writer = randomBytes(WRITER_BYTES).toString("hex");
  let count = 0;
  let waiting: Buffer = Buffer.alloc(0);
  let lines: string[] = [];
  let isDue = false;
  let added = 0;
  let limit = COMPACT_BYTES;

  const compact = (): void => {
    added = 0;
    try {
      limit = Math.max(COMPACT_BYTES, (compactJournal(path) ?? 0) / 2);
    } catch {
      // Left as it is: a longer journal is no reason to end a run.
    }
  };
  const flush = (): string | undefined => {
    isDue = false;
    if (lines.length > 0) {
      waiting = Buffer.concat([waiting, Buffer.from(`${lines.join("\n")}\n`)]);
      lines = [];
    }
    try {
      // A full disk may take a part of it.
      while (waiting.length > 0) {
        added += waiting.length;
        waiting = appendTo(path, waiting);
      }
      if (added > limit) compact();
      return undefined;
    } catch (error) {
      return `the journal ${path} cannot be written: ${(error as Error).message}`;
    }
  };
  const write = (line: object): void => {
    lines.push(JSON.stringify(line));
    if (isDue) return;
    isDue = true;
    setImmediate(flush);
  };

  return {
    note(entry) {
      const n = `${writer}-${++count}`;
      write({ n, ...entry });
      return {
        made: (named) => write({ n, ...named }),
        gone: () => write({ n, gone: true }),
        lost: () => write({ n, times: 1 }),
      };
    },
    flush,
  };
}
