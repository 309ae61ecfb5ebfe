import { readdir } from "node:fs/promises";
import { StopCase } from "../../../../run/case/case-state.ts";

/**
 * The names of all files in a folder and below it.
 *
 * @throws StopCase when it cannot be read: then nothing can be said
 */
export function listing(folder: string): Promise<readonly string[]> {
  return readdir(folder, { recursive: true }).catch((error: unknown) => unreadable(folder, error));
}

/** Ends a case whose probe does not work. */
export function unreadable(folder: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new StopCase("unavailable", `the probe cannot read ${folder}: ${why}`);
}
