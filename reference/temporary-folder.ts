import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const OPEN = new Set<string>();
let isWatched = false;

/**
 * A new folder for temporary files, which this process alone can read. It goes with the process, however that
 * ends short of being killed; whoever is done with it removes it before. The tool has the same: it shares nothing
 * with this server.
 */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (!isWatched) process.once("exit", removeAll);
  isWatched = true;
  OPEN.add(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of OPEN) rmSync(folder, { recursive: true, force: true });
  OPEN.clear();
}
