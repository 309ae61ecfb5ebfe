import { realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { UsageError } from "../../model/errors.ts";
import { RULES_LIST, type RulesList } from "../../rules/select/export-rules.ts";
import type { SpecFile } from "../../rules/source/spec-file.ts";
import { readText } from "./read-text.ts";

/**
 * The rule files of an exported folder, under the paths that they had when they were read.
 *
 * @throws UsageError (`rules-unreadable`) for a folder that was not exported, or is not whole any more
 */
export function readExportedRules(folder: string): readonly SpecFile[] {
  try {
    const list = JSON.parse(readText(join(folder, RULES_LIST))) as RulesList;
    return list.files.map(({ path, file }) => ({ path, text: textIn(folder, file) }));
  } catch (error) {
    throw new UsageError("rules-unreadable", [
      {
        message: `"${folder}" holds no exported rules: ${(error as Error).message}`,
        hint: "write them with `assay report REPORT --export-rules DIR`",
      },
    ]);
  }
}

/** A file of the folder: what a list says leads nowhere else, and to no device. */
function textIn(folder: string, file: string): string {
  const path = realpathSync(join(folder, file));
  const isInside = path.startsWith(`${realpathSync(folder)}${sep}`);
  if (!isInside || !statSync(path).isFile()) throw new Error(`"${file}" is no file of the folder`);
  return readText(path);
}
