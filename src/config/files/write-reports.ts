import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMATS, type FormatName } from "../../../reporters/registry.ts";
import type { RenderOptions } from "../../../reporters/render-options.ts";
import { sealReport } from "../../judge/report/seal-report.ts";
import { UsageError } from "../../model/errors.ts";
import type { Report } from "../../model/report.ts";
import { type ClaimedFolder, claimFolder } from "./claim-folder.ts";
import { makeFolder } from "./make-folder.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Claims the folder of the reports, before anything is sent.
 *
 * @param tag names the folder below it which is taken where another run writes to it
 * @throws UsageError (`out-unwritable`) when it cannot be made or written
 */
export function prepareFolder(out: string, tag = `assay-${process.pid}`): ClaimedFolder {
  try {
    return claimFolder(out, tag);
  } catch (error) {
    const message = `the reports cannot be written to "${out}": ${(error as Error).message}`;
    throw new UsageError("out-unwritable", [{ message, hint: "choose another folder with --out" }]);
  }
}

/** Where the reports of a run are. */
export interface WrittenReports {
  /** The path of report.json. */
  readonly path: string;
  /** Why they are not where they were asked for; then `path` is elsewhere. */
  readonly problem?: string;
}

/**
 * Seals a new report with its digest and writes it in the formats named, json always. Where the folder
 * takes nothing any more (the disk is full, somebody put a file there) they go to a new folder for
 * temporary files: a run's work is not lost for that.
 */
export async function writeReports(
  report: Report,
  out: string,
  formats: readonly FormatName[],
  options: RenderOptions,
): Promise<WrittenReports> {
  const sealed = sealReport(report);
  const wanted: readonly FormatName[] = ["json", ...formats];
  try {
    // Somebody may have removed it meanwhile.
    makeFolder(out);
    const path = join(out, FORMATS.json.file);
    await writeFormats(sealed, out, wanted, { ...options, reportPath: path });
    return { path };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const elsewhere = mkdtempSync(join(tmpdir(), "assay-report-"));
    const path = join(elsewhere, FORMATS.json.file);
    await writeFormats(sealed, elsewhere, wanted, { ...options, reportPath: path });
    const problem = `the reports could not be written to "${out}": ${error.message}; they are in ${elsewhere}`;
    return { path, problem };
  }
}

/** What the system refuses, as told from a bug of a renderer. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/**
 * Writes a report as it is in the formats named, each file whole or not at all.
 *
 * @returns the paths of the files
 */
export async function writeFormats(
  report: Report,
  out: string,
  formats: readonly FormatName[],
  options: RenderOptions,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const name of new Set(formats)) {
    const { also = [], ...first } = FORMATS[name];
    for (const { file, render } of [first, ...also]) {
      const path = join(out, file);
      writeWhole(path, render(report, options));
      paths.push(path);
    }
  }
  return paths;
}
