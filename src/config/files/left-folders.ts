import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processPlace } from "./process-place.ts";

/** As `temporaryFolder` and the reference server name them: what for, where, by which process. */
const NAME = /^assay-(?:reference|null|canary|index)-([0-9a-f]{8})-(\d+)-[0-9A-Za-z]{6}$/;

/**
 * Removes the temporary folders that killed processes of this user left on this machine.
 *
 * @returns how many there were
 */
export function removeLeftFolders(): number {
  const folder = tmpdir();
  const left = namesIn(folder).filter((name) => {
    const [, place, pid = ""] = NAME.exec(name) ?? [];
    return place === processPlace() && !runs(Number(pid)) && isOurs(join(folder, name));
  });
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
  return left.length;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process that may not be asked is there. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Nobody else can have put something there by that name. */
function isOurs(path: string): boolean {
  try {
    const stat = lstatSync(path);
    return stat.isDirectory() && (process.getuid === undefined || stat.uid === process.getuid());
  } catch {
    return false;
  }
}
