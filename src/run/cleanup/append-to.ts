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
    file = openSync(path, constants.O_WRONLY | constants.O_APPEND);
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
