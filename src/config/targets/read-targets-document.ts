import { UsageError } from "../../model/errors.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { parseJsonDocument } from "../../schema/json-document.ts";
import { readText, whyOf } from "../files/read-text.ts";

/**
 * The text of a targets file, parsed.
 *
 * @param shown the file as messages name it
 * @throws UsageError `targets-missing`, `targets-unreadable`, `json-syntax`
 */
export function readTargetsDocument(file: string, shown: string): SourceDocument {
  return parseJsonDocument(shown, textOf(file, shown));
}

function textOf(file: string, shown: string): string {
  try {
    return readText(file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") {
      const problem = {
        message: `there is no ${shown}`,
        hint: "npx assay init writes one to start with; --targets names another file",
      };
      throw new UsageError("targets-missing", [problem], { cause });
    }
    const reason =
      code === "EISDIR" ? "this is a folder, not a file" : `cannot be read (${whyOf(cause)})`;
    throw new UsageError("targets-unreadable", [{ message: reason, at: { file: shown } }], {
      cause,
    });
  }
}
