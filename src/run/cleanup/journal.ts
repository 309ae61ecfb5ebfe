import { randomBytes } from "node:crypto";
import { constants, openSync, writeSync } from "node:fs";
import type { JournalEntry } from "./journal-entry.ts";

/** A thing that a run made or asked for, as its journal knows it. */
export interface Noted {
  /** What the answer said about it: from now on it can be removed by name. */
  made(named: Pick<JournalEntry, "id" | "remove">): void;
  /** It is gone, or was never made. */
  gone(): void;
}

/** What a run makes on its targets: written down before it is made, struck off when it is gone. */
export interface Journal {
  note(entry: Omit<JournalEntry, "n">): Noted;
  /** Writes what waits; why it cannot be written, where that is so. */
  flush(): string | undefined;
}

const NOT_NOTED: Noted = { made: () => undefined, gone: () => undefined };

/** Keeps no account. */
export const NO_JOURNAL: Journal = { note: () => NOT_NOTED, flush: () => undefined };

const WRITER_BYTES = 3;

/**
 * A journal that is added to a file. Lines wait for the end of a turn of the event loop, never longer:
 * what a killed process leaves behind lacks the last few at most. Several threads may write to one file.
 * Where the disk takes no more the run goes on, and what waits is tried again.
 */
export function appendJournal(path: string): Journal {
  // A link that was put in its place is not followed (nothing that Windows knows).
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  const writer = randomBytes(WRITER_BYTES).toString("hex");
  let count = 0;
  let waiting = Buffer.alloc(0);
  let lines: string[] = [];
  let isDue = false;

  const flush = (): string | undefined => {
    isDue = false;
    if (lines.length > 0) {
      waiting = Buffer.concat([waiting, Buffer.from(`${lines.join("\n")}\n`)]);
      lines = [];
    }
    try {
      // A full disk may take a part of it.
      while (waiting.length > 0) waiting = waiting.subarray(writeSync(file, waiting));
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
      };
    },
    flush,
  };
}
