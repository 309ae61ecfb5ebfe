import { isAbsolute, relative } from "node:path";
import type { ScopedDeviation } from "../../model/deviation.ts";
import { UsageError } from "../../model/errors.ts";
import type { Rule } from "../../model/rule.ts";
import { parseYamlDocument } from "../../schema/yaml-document.ts";
import { readText, whyOf } from "../files/read-text.ts";
import { parseDeviations } from "./parse-deviations.ts";

/** A deviations file as it was read. */
export interface DeviationsFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** Absent when there is no such file. */
  readonly text?: string;
  readonly entries: readonly ScopedDeviation[];
}

/**
 * Reads a deviations file.
 *
 * @param path absolute
 * @param options.mayBeMissing a file that is not there has no entries
 * @throws UsageError `deviations-missing`, `deviations-unreadable`, `yaml-syntax`, `deviations-invalid`
 */
export function readDeviations(
  path: string,
  rules: readonly Rule[],
  options: { readonly cwd: string; readonly mayBeMissing?: boolean },
): DeviationsFile {
  const shown = shortest(path, options.cwd);
  const text = textOf(path, shown, options.mayBeMissing ?? false);
  if (text === undefined) return { path, shown, entries: [] };
  return { path, shown, text, entries: parseDeviations(parseYamlDocument(shown, text), rules) };
}

function textOf(path: string, shown: string, mayBeMissing: boolean): string | undefined {
  try {
    return readText(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" && mayBeMissing) return undefined;
    if (code === "ENOENT" || code === "ENOTDIR") {
      const message = `there is no deviations file ${shown}`;
      const hint = "assay run --update-deviations writes it, with what fails today";
      throw new UsageError("deviations-missing", [{ message, hint }], { cause });
    }
    const message =
      code === "EISDIR" ? "this is a folder, not a file" : `cannot be read (${whyOf(cause)})`;
    throw new UsageError("deviations-unreadable", [{ message, at: { file: shown } }], { cause });
  }
}

/** A file below the working directory by its relative path, another by its absolute one. */
function shortest(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below.startsWith("..") || isAbsolute(below) ? path : below;
}
