import { createHash } from "node:crypto";
import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** This process, on this machine and among those that it can see: another container may share the folder. */
const MAKER = `${placeOf()}-${process.pid}`;
const OPEN = new Set<string>();
let isWatched = false;

/**
 * A new folder for temporary files, which this process alone can read. It goes with the process, however that
 * ends short of being killed; whoever is done with it removes it before. What a killed one leaves tells by its
 * name that nobody needs it any more. The tool has the same: it shares nothing with this server.
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

function placeOf(): string {
  return createHash("sha256").update(`${hostname()} ${namespace()}`).digest("hex").slice(0, 8);
}

function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
