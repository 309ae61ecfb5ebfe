import { dirname, join, relative } from "node:path";
import { UsageError } from "../../model/errors.ts";
import { parseYamlDocument } from "../../schema/yaml-document.ts";
import { makeFolder } from "../files/make-folder.ts";
import { packageRoot } from "../files/package-root.ts";
import { placeOfOwn } from "../files/place-of-own.ts";
import { writeWhole } from "../files/write-whole.ts";
import { type DeviationsEdit, editDeviations, newDeviations } from "./edit-deviations.ts";
import type { DeviationsFile } from "./read-deviations.ts";

/**
 * Changes a deviations file, whole or not at all; one that is not there comes into being.
 *
 * @throws UsageError (`deviations-unwritable`)
 */
export function writeDeviations(file: DeviationsFile, edit: DeviationsEdit): void {
  const { path, shown, text } = file;
  if (text !== undefined && edit.add.length + edit.remove.length === 0) return;
  const changed =
    text === undefined ? newDeviations(edit.add, schemaSeenFrom(path)) : editDeviations(text, edit);
  // Nothing is written that could not be read again.
  parseYamlDocument(shown, changed);
  try {
    makeFolder(dirname(path));
    writeWhole(placeOfOwn(path), changed);
  } catch (cause) {
    const message = `the deviations cannot be written to ${shown}: ${(cause as Error).message}`;
    throw new UsageError("deviations-unwritable", [{ message }], { cause });
  }
}

/** For the line that editors read. */
function schemaSeenFrom(path: string): string {
  const schema = join(packageRoot(), "specs", "schema", "deviations.schema.json");
  return relative(dirname(path), schema);
}
