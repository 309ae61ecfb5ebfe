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
 * The names of the files of a shelf that hold rows. Files with other names are not looked at.
 *
 * @throws UsageError `history-empty` where there is none
 */
export function keptFiles(shelf: Shelf): readonly string[] {
  const names = shelf.files.filter((name) => KEPT_FILE.test(name));
  if (names.length > 0) return names;
  const message = `there is no run in ${shelf.name}`;
  const hint = "keep one first: assay history add assay-report/report.json";
  throw new UsageError("history-empty", [{ message, hint }]);
}

/**
 * A row of a shelf by the name of its file.
 *
 * @throws UsageError as `readKeptRun`
 */
export function shelvedRun(shelf: Shelf, file: string): ShelvedRun {
  const text = shelf.read(file);
  const row = readKeptRun(file, text);
  const beside = `${file}${SIGNATURE_ENDING}`;
  const signed = shelf.files.includes(beside) ? { signature: shelf.read(beside) } : {};
  return { file, text, row, ...signed };
}

/**
 * The rows of a shelf, the oldest first.
 *
 * @throws UsageError as `keptFiles` and `readKeptRun`
 */
export function keptRuns(shelf: Shelf): readonly ShelvedRun[] {
  return keptFiles(shelf)
    .map((file) => shelvedRun(shelf, file))
    .sort((a, b) => startOf(a) - startOf(b) || (a.file < b.file ? -1 : 1));
}

function startOf({ row }: ShelvedRun): number {
  return Date.parse(row.run.startedAt);
}
