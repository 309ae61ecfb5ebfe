import type { ServiceName } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";

/** A thing that a run made or asked for. No secrets: users by their names, never their tickets. */
export interface JournalEntry {
  /** Its number, which no other entry of the journal has. */
  readonly n: string;
  readonly target: string;
  /** In the words of the user: `upload handler`; `process` for what `launch` started. */
  readonly what: string;
  /** Whose operation makes and removes it; absent for a process, and in a journal of an earlier Assay. */
  readonly service?: ServiceName;
  /** As whom it was made, where users of the target made it. */
  readonly as?: "owner" | "stranger";
  /** Absent while the call that makes it has no answer. */
  readonly id?: string;
  /** The call that makes it has no answer yet, or got none: it may never have been made. */
  readonly unsure?: boolean;
  /** Nothing says by name what the call made, and nothing will: entries of so many calls that differ in nothing are one. */
  readonly times?: number;
  /** The call that removes it. */
  readonly remove?: {
    readonly call: string;
    readonly with: Readonly<Record<string, JsonValue>>;
    readonly at?: string;
  };
  /** For a process: its number, and what tells it from a later one of the same number. */
  readonly process?: { readonly pid: number; readonly stamp: string };
}

/** How many calls an entry stands for. */
export function timesOf({ times = 1 }: JournalEntry): number {
  return times;
}

/** The first line of a journal. */
export interface JournalHeader {
  readonly format: "assay-journal";
  readonly formatVersion: 1;
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The process that writes it, and the computer it runs on. */
  readonly process: { readonly pid: number; readonly stamp: string; readonly host: string };
  /** Absolute path of the targets file. */
  readonly targetsFile: string;
  /** By target: the base URLs that its things were made on; none for the built-in server. */
  readonly targets: Readonly<Record<string, readonly string[]>>;
}

/** A journal as it stands: what is still there, or may be. */
export interface JournalContent {
  readonly header: JournalHeader;
  /** In the order in which they were noted. */
  readonly left: readonly JournalEntry[];
}
