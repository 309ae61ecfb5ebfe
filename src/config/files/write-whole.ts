import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

const SUFFIX_BYTES = 6;

/**
 * Writes a file whole or not at all: whoever reads it sees what was there before or all of the new
 * text, also where two processes write it at once. Throws what the system says, and leaves nothing.
 *
 * @param mode who may read it, where not everybody that the system lets
 */
export function writeWhole(path: string, text: string, mode?: number): void {
  const unfinished = `${path}.${randomBytes(SUFFIX_BYTES).toString("hex")}.tmp`;
  try {
    const file = openSync(unfinished, "wx", mode);
    try {
      // Goes on after a short write until the system says why not: a full disk takes a part and says nothing.
      // The libraries for this (write-file-atomic 7, atomically 2) take that part for the whole.
      writeFileSync(file, text);
      // The name must not be there before the bytes are.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
