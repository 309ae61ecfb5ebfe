import { UsageError } from "../model/errors.ts";
import { KEPT_FILE, SIGNATURE_ENDING } from "./kept-file.ts";
import type { KeptRun } from "./kept-run.ts";
import { readKeptRun } from "./read-kept-run.ts";
import type { Shelf } from "./shelf.ts";

/** A row with its file: what a signature is about. */
export interface ShelvedRun {
  readonly file: string;
  readonly text: string;
  readonly row: KeptRun;
  /** The armored signature beside it; absent where it is not signed. */
  readonly signature?: string;
}

/**
 * The rows of a shelf, the oldest first. Files with other names are not looked at.
 *
 * @throws UsageError `history-empty` where there is none, or as `readKeptRun`
 */
export function keptRuns(shelf: Shelf): readonly ShelvedRun[] {
  const names = shelf.files.filter((name) => KEPT_FILE.test(name));
  if (names.length === 0) {
    const message = `there is no run in ${shelf.name}`;
    const hint = "keep one first: assay history add assay-report/report.json";
    throw new UsageError("history-empty", [{ message, hint }]);
  }
  const shelved = names.map((file): ShelvedRun => {
    const text = shelf.read(file);
    const row = readKeptRun(file, text);
    const beside = `${file}${SIGNATURE_ENDING}`;
    const signed = shelf.files.includes(beside) ? { signature: shelf.read(beside) } : {};
    return { file, text, row, ...signed };
  });
  return shelved.sort((a, b) => startOf(a) - startOf(b) || (a.file < b.file ? -1 : 1));
}

function startOf({ row }: ShelvedRun): number {
  return Date.parse(row.run.startedAt);
}
