import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Report } from "../model/report.ts";

const DEFAULT_FILE = "targets.json";

/** A file as a path from a folder, with slashes; absolute where no relative path leads there. */
export function fromFolder(folder: string, file: string): string {
  return relative(resolve(folder), resolve(file)).split(sep).join("/");
}

/** The targets file that a report was judged by, and what to say where it cannot be used. */
export interface ReportTargets {
  /** Undefined: the default one. */
  readonly file: string | undefined;
  readonly note?: string;
}

/** The targets file of a report; where that is gone or not known, the default one, with a word about it. */
export function targetsOfReport(path: string, { run }: Report): ReportTargets {
  if (run.targetsFile === undefined) {
    const note = `the report does not say which targets file it was judged by: ./${DEFAULT_FILE} is used (--targets names another)`;
    return { file: undefined, note };
  }
  const file = resolve(dirname(path), run.targetsFile);
  if (existsSync(file)) return { file };
  const note = `the targets file of the report, ${file}, is not there: ./${DEFAULT_FILE} is used (--targets names another)`;
  return { file: undefined, note };
}
