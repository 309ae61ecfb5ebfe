import { dirname, join, resolve, sep } from "node:path";
import { UsageError } from "../../model/errors.ts";
import { makeFolder } from "./make-folder.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Writes texts below a folder, by their relative paths with `/`, each file whole or not at all.
 *
 * @throws UsageError (`out-unwritable`) when a file cannot be written; nothing is written outside
 */
export function writeFolder(folder: string, files: Readonly<Record<string, string>>): void {
  const root = resolve(folder);
  try {
    makeFolder(root);
    for (const [name, text] of Object.entries(files)) {
      const path = join(root, name);
      if (!path.startsWith(`${root}${sep}`)) throw new Error(`"${name}" is outside of it`);
      makeFolder(dirname(path));
      writeWhole(path, text);
    }
  } catch (error) {
    const message = `the folder "${folder}" cannot be written: ${(error as Error).message}`;
    throw new UsageError("out-unwritable", [{ message, hint: "choose another folder" }]);
  }
}
