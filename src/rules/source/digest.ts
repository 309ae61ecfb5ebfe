import { createHash } from "node:crypto";
import type { SpecFile } from "./spec-file.ts";

/** `sha256:…` of all files by path and content, in whatever order they come. */
export function digestOf(files: readonly SpecFile[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    // With its length, so that no text can pass for the next file.
    hash.update(`${path}\0${text.length}\0${text}`);
  }
  return `sha256:${hash.digest("hex")}`;
}
