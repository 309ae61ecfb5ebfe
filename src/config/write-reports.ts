import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import type { RenderOptions } from "../../reporters/render-options.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";

/**
 * Makes the folder of the reports, before anything is sent.
 *
 * @throws UsageError (`out-unwritable`) when it cannot be made or written
 */
export async function prepareFolder(out: string): Promise<void> {
  const probe = join(out, `.write-test-${process.pid}`);
  try {
    await mkdir(out, { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const message = `the reports cannot be written to "${out}": ${(error as Error).message}`;
    throw new UsageError("out-unwritable", [{ message, hint: "choose another folder with --out" }]);
  }
}

/**
 * Writes the report in the formats named, json always, each whole or not at all.
 *
 * @returns the path of report.json
 */
export async function writeReports(
  report: Report,
  out: string,
  formats: readonly FormatName[],
  options: RenderOptions,
): Promise<string> {
  for (const name of new Set<FormatName>(["json", ...formats])) {
    const { file, render } = FORMATS[name];
    const path = join(out, file);
    const unfinished = `${path}.${process.pid}.tmp`;
    await writeFile(unfinished, render(report, options));
    await rename(unfinished, path);
  }
  return join(out, FORMATS.json.file);
}
