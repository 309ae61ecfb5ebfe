import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import { keepRun } from "./keep-run.ts";
import { keptFileName, keptFileText, SIGNATURE_ENDING } from "./kept-file.ts";
import type { KeptRun } from "./kept-run.ts";
import { readKeptRun } from "./read-kept-run.ts";
import type { Shelf } from "./shelf.ts";

/** What became of a report that was to be kept. */
export interface AddedRun {
  /** The name of its file on the shelf. */
  readonly file: string;
  /** It was there already, and nothing was added to it. */
  readonly wasThere: boolean;
  /** It was signed now. */
  readonly isSigned: boolean;
}

/**
 * Keeps reports on a shelf, all or none. One that is there already stays as it is; a signature that it
 * lacks is added.
 *
 * @param reports whole ones whose digests have been checked
 * @param sign makes the armored signature of a text
 * @throws UsageError as `readKeptRun`, where a file of that name is there and is not what was written; or
 * `kept-run-differs`, where it is of another report, or would be signed and says something else than the report
 */
export function addRuns(
  shelf: Shelf,
  reports: readonly Report[],
  sign?: (text: string) => string,
): readonly AddedRun[] {
  const files: Record<string, string> = {};
  const added = reports.map((report): AddedRun => {
    const row = keepRun(report);
    const file = keptFileName(row);
    const beside = `${file}${SIGNATURE_ENDING}`;
    const isThere = shelf.files.includes(file);
    // What is signed is what lies there: another version of assay may have laid it out otherwise.
    const text = isThere ? shelf.read(file) : keptFileText(row);
    const isNew = !isThere && files[file] === undefined;
    const isSigned =
      sign !== undefined && !shelf.files.includes(beside) && files[beside] === undefined;
    if (isThere) refuseOther(file, { there: readKeptRun(file, text), row, isToSign: isSigned });
    if (isNew) files[file] = text;
    if (isSigned) files[beside] = sign(text);
    return { file, wasThere: !isNew, isSigned };
  });
  if (Object.keys(files).length > 0) shelf.add(files);
  return added;
}

/**
 * Nobody puts a name to what somebody else wrote into the file. Unsigned it may say more or less than is kept
 * today: another version of assay may have written it.
 */
function refuseOther(
  file: string,
  {
    there,
    row,
    isToSign,
  }: { readonly there: KeptRun; readonly row: KeptRun; readonly isToSign: boolean },
): void {
  if (there.report === row.report && (!isToSign || there.digest === row.digest)) return;
  const message = `it is not what is kept of the report ${row.report}, and has its name`;
  const hint = "see where it comes from; without it, the report can be added";
  throw new UsageError("kept-run-differs", [{ message, at: { file }, hint }]);
}
