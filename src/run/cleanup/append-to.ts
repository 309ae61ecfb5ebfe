import { closeSync, constants, openSync, writeSync } from "node:fs";

/**
 * Adds to a file that is there; to one that was removed nothing is added.
 *
 * @returns what could not be written: a full disk may take a part of it
 * @throws what the system says, where it takes nothing
 */
export function appendTo(path: string, text: Buffer): Buffer {
  if (text.length === 0) return text;
  let file: number;
  try {
    // A link that was put in its place is not followed (nothing that Windows knows).
    const { O_APPEND, O_NOFOLLOW = 0, O_WRONLY } = constants;
    file = openSync(path, O_WRONLY | O_APPEND | O_NOFOLLOW);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return text.subarray(text.length);
    throw error;
  }
  try {
    return text.subarray(writeSync(file, text));
  } finally {
    closeSync(file);
  }
}
