import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";

const SUFFIX_BYTES = 6;
const PERMISSIONS = 0o777;

/**
 * Writes a file whole or not at all: whoever reads it sees what was there before or all of the new
 * text, also where two processes write it at once. A file that is replaced keeps its mode; a symbolic link is
 * replaced itself, wherever it leads: see `placeOfOwn`. Throws what the system says, and leaves nothing.
 *
 * @param text whole, or piece by piece
 * @param mode who may read it, where not everybody that the system lets
 */
export function writeWhole(path: string, text: string | Iterable<string>, mode?: number): void {
  const unfinished = `${path}.${randomBytes(SUFFIX_BYTES).toString("hex")}.tmp`;
  try {
    const file = openSync(unfinished, "wx", mode);
    try {
      // To what a new file is opened with the process adds its own mask.
      const before = mode ?? modeOf(path);
      if (before !== undefined) fchmodSync(file, before);
      // Goes on after a short write until the system says why not: a full disk takes a part and says nothing.
      // The libraries for this (write-file-atomic 7, atomically 2) take that part for the whole.
      for (const piece of typeof text === "string" ? [text] : text) writeFileSync(file, piece);
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

/** Who may do what with a file; undefined where there is none, or a link to one. */
function modeOf(path: string): number | undefined {
  const there = lstatSync(path, { throwIfNoEntry: false });
  return there?.isFile() ? there.mode & PERMISSIONS : undefined;
}
