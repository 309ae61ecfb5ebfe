import { readText } from "../../config/files/read-text.ts";
import { type Problem, UsageError } from "../../model/errors.ts";
import { isObject } from "../../schema/schema-object.ts";
import {
  type JournalContent,
  type JournalEntry,
  type JournalHeader,
  timesOf,
} from "./journal-entry.ts";

/**
 * Reads a journal. A last line that was cut off is passed over: its run was killed while it wrote it.
 *
 * @throws UsageError `journal-unreadable`, `journal-invalid` with the line
 */
export function readJournal(path: string): JournalContent {
  return parseJournal(path, textOf(path));
}

/** As {@link readJournal}, with the text of the file. */
export function parseJournal(path: string, whole: string): JournalContent {
  const [first = "", ...lines] = whole.split("\n");
  const header = parse(first);
  if (!isHeader(header)) {
    const message = "this is not a journal: its first line does not describe a run";
    throw invalid({ message, at: { file: path, line: 1 }, hint: HINT });
  }
  const entries = new Map<string, JournalEntry>();
  // What follows the last line feed was not written whole.
  for (const [index, text] of lines.slice(0, -1).entries()) {
    const line = parse(text);
    if (!isObject(line) || typeof line["n"] !== "string") {
      const message = `this is not a line of a journal: ${shown(text)}`;
      throw invalid({ message, at: { file: path, line: index + 2 }, hint: HINT });
    }
    const { n, gone, ...named } = line as unknown as JournalEntry & { readonly gone?: true };
    const entry = { ...entries.get(n), ...named, n, ...("times" in named ? NAMELESS : {}) };
    if (gone) entries.delete(n);
    else if (isEntry(entry)) entries.set(n, entry);
    else {
      const message = `this line does not say what was made where: ${shown(text)}`;
      throw invalid({ message, at: { file: path, line: index + 2 }, hint: HINT });
    }
  }
  return { header, left: together([...entries.values()]) };
}

/** What is counted is not known by name, whatever was said of it before. */
const NAMELESS = { id: undefined, unsure: undefined, remove: undefined };

/** What nobody can tell apart is one entry, so that a server that never answers does not fill the disk. */
function together(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const kept = new Map<string, JournalEntry>();
  for (const entry of entries) {
    const { n, times, ...like } = entry;
    const key = times === undefined ? n : JSON.stringify(like);
    const known = kept.get(key);
    kept.set(key, known ? { ...known, times: timesOf(known) + timesOf(entry) } : entry);
  }
  return [...kept.values()];
}

const HINT = "journals are in .assay, one for each run that left something behind";
const MAX_SHOWN = 60;

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const message = `cannot read "${path}": ${(error as Error).message}`;
    throw new UsageError("journal-unreadable", [{ message, hint: HINT }], { cause: error });
  }
}

function invalid(problem: Problem): UsageError {
  return new UsageError("journal-invalid", [problem]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is JournalHeader {
  return (
    isObject(value) &&
    value["format"] === "assay-journal" &&
    value["formatVersion"] === 1 &&
    typeof value["run"] === "string" &&
    typeof value["startedAt"] === "string" &&
    typeof value["targetsFile"] === "string" &&
    isObject(value["process"]) &&
    isObject(value["targets"]) &&
    Object.values(value["targets"]).every((urls) => Array.isArray(urls))
  );
}

function isEntry(value: object): value is JournalEntry {
  const { target, what, service, as, id, unsure, times, remove, process } = value as Record<
    string,
    unknown
  >;
  return (
    typeof target === "string" &&
    typeof what === "string" &&
    (service === undefined || typeof service === "string") &&
    (as === undefined || as === "owner" || as === "stranger") &&
    (id === undefined || typeof id === "string") &&
    (unsure === undefined || typeof unsure === "boolean") &&
    (times === undefined || (Number.isSafeInteger(times) && Number(times) > 0)) &&
    (remove === undefined ||
      (isObject(remove) &&
        typeof remove["call"] === "string" &&
        isObject(remove["with"]) &&
        ["undefined", "string"].includes(typeof remove["at"]))) &&
    (process === undefined ||
      (isObject(process) &&
        Number.isInteger(process["pid"]) &&
        typeof process["stamp"] === "string"))
  );
}

function shown(text: string): string {
  const start = text.slice(0, MAX_SHOWN);
  return JSON.stringify(start === text ? text : `${start}…`);
}
