import { digestOf } from "../source/digest.ts";
import type { SpecFile } from "../source/spec-file.ts";

/** The name of the list in an exported folder. */
export const RULES_LIST = "rules.json";

/** What an exported folder of rules holds, as {@link RULES_LIST} says it. */
export interface RulesList {
  /** As in a report's `specs`: of all files by `path` and content. */
  readonly digest: string;
  readonly files: readonly {
    /** As it was when the rules were read; counts for the digest. */
    readonly path: string;
    /** Where it is in the folder, with `/`. */
    readonly file: string;
  }[];
}

/**
 * The rule files as the files of a folder, and a list that says which they are, so that the digest of
 * a report can be checked against the folder alone.
 */
export function exportRules(files: readonly SpecFile[]): Readonly<Record<string, string>> {
  const listed = files.map(({ path, text }) => ({ path, file: insidePath(path), text }));
  const list: RulesList = {
    digest: digestOf(files),
    files: listed.map(({ path, file }) => ({ path, file })),
  };
  return {
    ...Object.fromEntries(listed.map(({ file, text }) => [file, text])),
    [RULES_LIST]: `${JSON.stringify(list, null, 2)}\n`,
  };
}

/** Folders above the working folder have no place below the exported one. */
function insidePath(path: string): string {
  return path
    .split(/[\\/]/)
    .filter((part) => part !== "" && part !== ".")
    .map((part) => (part === ".." ? "up" : part.replace(/[^\w.@ -]/g, "_")))
    .join("/");
}
