import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { visible } from "../../reporters/text/visible.ts";
import { makeFolder } from "../config/files/make-folder.ts";
import { placeOfOwn } from "../config/files/place-of-own.ts";
import { readBytes } from "../config/files/read-text.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import { UsageError } from "../model/errors.ts";

/** No description that people write has so many bytes, and traffic beyond it does not fit into memory. */
const MOST_MEGABYTES = 256;
const MEGABYTE = 1024 * 1024;

export interface Imported {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

/**
 * The text of a file, or of standard input for `-`.
 *
 * @throws UsageError (`import-unreadable`) for what cannot be read, is too large or no UTF-8
 */
export function readImported(path: string): Imported {
  const name = path === "-" ? "standard input" : visible(path);
  const refuse = (message: string, hint: string): UsageError =>
    new UsageError("import-unreadable", [{ message, hint }]);
  let bytes: Buffer;
  try {
    bytes = readBytes(path, { mostBytes: MOST_MEGABYTES * MEGABYTE });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "EISDIR" ? "it is a folder" : message;
    throw refuse(`cannot read ${name}: ${why}`, "give a file, or - for standard input");
  }
  const text = textOf(bytes);
  if (text === undefined) {
    throw refuse(`${name} is no text in UTF-8 or UTF-16`, "is it compressed?");
  }
  return { name, text };
}

/** Without its byte order mark; undefined for what is no text. */
function textOf(bytes: Buffer): string | undefined {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Writes a file that people go on with.
 *
 * @throws UsageError (`import-exists`, `import-unwritable`)
 */
export function writeImported(
  path: string,
  text: string,
  { force }: { readonly force: boolean },
): void {
  if (!force && existsSync(path)) {
    const message = `${visible(path)} is there already`;
    const hint = "--force writes over it, -o names another";
    throw new UsageError("import-exists", [{ message, hint }]);
  }
  try {
    makeFolder(dirname(path));
    writeWhole(placeOfOwn(path), text);
  } catch (error) {
    const message = `cannot write ${visible(path)}: ${(error as Error).message}`;
    throw new UsageError("import-unwritable", [{ message, hint: "name another path with -o" }]);
  }
}

/** How a targets file names its schema: as that of `assay init` does. */
export function schemaFor(file: string): string {
  const own = "specs/schema/targets.schema.json";
  const isHere = existsSync(join(dirname(resolve(file)), own));
  return isHere ? `./${own}` : `./node_modules/assay/${own}`;
}
