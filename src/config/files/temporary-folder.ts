import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processPlace } from "./process-place.ts";

/** This process, on this machine and among those that it can see. */
const MAKER = `${processPlace()}-${process.pid}`;
const OPEN = new Set<string>();
let isWatched = false;

/**
 * A new folder for temporary files, which this process alone can read. It goes with the process, however that
 * ends short of being killed; whoever is done with it removes it before. What a killed one leaves tells by its
 * name that nobody needs it any more.
 */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${MAKER}-`));
  if (!isWatched) process.once("exit", removeAll);
  isWatched = true;
  OPEN.add(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of OPEN) rmSync(folder, { recursive: true, force: true });
  OPEN.clear();
}
