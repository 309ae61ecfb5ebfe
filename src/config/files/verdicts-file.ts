import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../model/errors.ts";
import type { RunInfo } from "../../model/report.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { isObject } from "../../schema/schema-object.ts";
import { readText } from "./read-text.ts";
import { writeWhole } from "./write-whole.ts";

/** Beside the report, from the first verdict of a run until its report is written. */
export const VERDICTS_FILE = "verdicts.jsonl";
const FORMAT = "assay-verdicts";

/** The first line: what a report says beside the verdicts. */
export interface VerdictsHeader {
  readonly format: typeof FORMAT;
  readonly formatVersion: 1;
  readonly tool: { readonly version: string; readonly digest?: string };
  readonly run: Omit<RunInfo, "durationMs" | "complete">;
  readonly specs: { readonly digest: string; readonly folders: readonly string[] };
  readonly selected: readonly { readonly rule: string; readonly bindings: readonly string[] }[];
  readonly elsewhere: readonly string[];
  readonly targets: readonly {
    readonly name: string;
    readonly description?: string;
    readonly services: readonly string[];
    /** Ids: which of the selected rules are judged of it; all when undefined. */
    readonly only?: readonly string[];
    /** The part of its MUST rules that has to be judged, in percent. */
    readonly least?: number;
  }[];
}

/** Every other line: a verdict, and when it fell, in milliseconds from the beginning of the run. */
export interface VerdictLine {
  readonly atMs: number;
  readonly verdict: UnitVerdict;
}

export interface VerdictsFile {
  append(line: VerdictLine): void;
  /** The report is written: what is in the file is in the report. */
  remove(): void;
}

/** A file in which verdicts repeat is written anew when it has so many bytes, or this many times those that count. */
const REWRITE_BYTES = 4 * 1024 * 1024;
const REWRITE_GROWTH = 2;

/**
 * Begins the file of a run's verdicts. Each is handed to the system when it falls, so that a process that
 * is killed loses none that fell before. A folder that takes nothing costs the file, not the run.
 *
 * @param options.repeats whether a later verdict of a unit stands for the one before: then the file stays small
 */
export function beginVerdicts(
  folder: string,
  header: Omit<VerdictsHeader, "format" | "formatVersion">,
  { repeats = false }: { readonly repeats?: boolean } = {},
): VerdictsFile {
  const path = join(folder, VERDICTS_FILE);
  let file: number | undefined;
  let isOurs = false;
  let bytes = 0;
  let most = REWRITE_BYTES;
  const end = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const begin = (lines: readonly object[]): void => {
    const first = { format: FORMAT, formatVersion: 1, ...header };
    const text = [first, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
    // Whole or not at all: there is no moment at which the file has no beginning.
    writeWhole(path, text);
    isOurs = true;
    file = openSync(path, "a");
    bytes = Buffer.byteLength(text);
    most = Math.max(REWRITE_BYTES, REWRITE_GROWTH * bytes);
  };
  const write = (line: object): void => {
    if (file === undefined) return;
    try {
      bytes += writeSync(file, `${JSON.stringify(line)}\n`);
      if (!repeats || bytes < most) return;
      end();
      begin(readVerdicts(path).lines);
    } catch {
      // The disk is full: the run goes on, and its report tells what becomes of it.
      end();
    }
  };
  try {
    begin([]);
  } catch {
    file = undefined;
  }
  return {
    append: write,
    remove: () => {
      end();
      // What is not ours stays: it could not be written, where a folder is in its place.
      if (isOurs) rmSync(path, { force: true });
    },
  };
}

/**
 * Reads the verdicts of a run that did not come to its report, of each unit the last. A last line that is not whole was being
 * written when the run ended.
 *
 * @throws UsageError `report-unreadable` (no such file) or `report-invalid` (no such format), with the line
 */
export function readVerdicts(path: string): {
  readonly header: VerdictsHeader;
  readonly lines: readonly VerdictLine[];
} {
  const [first, ...rest] = textOf(path).split("\n");
  const header = parsed(first);
  if (header?.["format"] !== FORMAT || header["formatVersion"] !== 1) {
    const message = `this does not begin as the verdicts of a run: "format" is not "${FORMAT}", version 1`;
    throw invalid(path, 1, message);
  }
  const lines = rest.flatMap((text, index) => {
    const line = parsed(text);
    if (line && isObject(line["verdict"])) return [line as unknown as VerdictLine];
    if (index === rest.length - 1) return [];
    throw invalid(path, index + 2, "this is not a verdict");
  });
  return { header: header as unknown as VerdictsHeader, lines: lastOfEach(lines) };
}

function lastOfEach(lines: readonly VerdictLine[]): readonly VerdictLine[] {
  const last = new Map<string, VerdictLine>();
  for (const line of lines) {
    const { target, rule, binding } = line.verdict;
    const unit = JSON.stringify([target, rule, binding]);
    // The order is that in which they fell.
    last.delete(unit);
    last.set(unit, line);
  }
  return [...last.values()];
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const message = `cannot read the verdicts "${path}": ${(error as Error).message}`;
    const hint = `a run keeps ${VERDICTS_FILE} in the folder of its reports until they are written`;
    throw new UsageError("report-unreadable", [{ message, hint }]);
  }
}

function parsed(text = ""): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function invalid(file: string, line: number, message: string): UsageError {
  const hint = "give the report.json of a run, or the verdicts.jsonl of one that was killed";
  return new UsageError("report-invalid", [{ message, hint, at: { file, line, column: 1 } }]);
}
