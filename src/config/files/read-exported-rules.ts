import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../model/errors.ts";
import { RULES_LIST, type RulesList } from "../../rules/select/export-rules.ts";
import type { SpecFile } from "../../rules/source/spec-file.ts";

/**
 * The rule files of an exported folder, under the paths that they had when they were read.
 *
 * @throws UsageError (`rules-unreadable`) for a folder that was not exported, or is not whole any more
 */
export function readExportedRules(folder: string): readonly SpecFile[] {
  try {
    const list = JSON.parse(readFileSync(join(folder, RULES_LIST), "utf8")) as RulesList;
    return list.files.map(({ path, file }) => ({
      path,
      text: readFileSync(join(folder, file), "utf8"),
    }));
  } catch (error) {
    throw new UsageError("rules-unreadable", [
      {
        message: `"${folder}" holds no exported rules: ${(error as Error).message}`,
        hint: "write them with `assay report REPORT --export-rules DIR`",
      },
    ]);
  }
}
