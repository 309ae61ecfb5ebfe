import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../config/files/read-text.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { UsageError } from "../model/errors.ts";
import type { Shelf } from "./shelf.ts";

/**
 * A folder of files as a shelf; it need not be there yet.
 *
 * @throws UsageError (`history-unreadable`) where the path is no folder
 */
export function folderShelf(folder: string): Shelf {
  const isThere = existsSync(folder);
  if (isThere && !statSync(folder).isDirectory()) {
    const message = `"${folder}" is no folder`;
    const hint = "give the folder that assay history add keeps runs in";
    throw new UsageError("history-unreadable", [{ message, hint }]);
  }
  return {
    name: `the folder "${folder}"`,
    files: isThere
      ? readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => entry.name)
          .sort()
      : [],
    read: (name) => readText(join(folder, name)),
    add: (files) => writeFolder(folder, files),
  };
}
