import { join } from "node:path";
import { claimFile } from "./claim-file.ts";
import { makeFolder } from "./make-folder.ts";

/** A folder that one run writes its reports to. */
export interface ClaimedFolder {
  readonly path: string;
  /** The process that has the folder which was asked for; then `path` is another. */
  readonly takenBy?: number;
}

const LOCK = ".assay-writes-here";

/**
 * Claims a folder until this process ends. Where another run of this computer has it, the folder is
 * one below it, of the given name: nobody's report is written over. A claim whose process is gone
 * counts no more. Throws what the system says.
 */
export function claimFolder(folder: string, name: string): ClaimedFolder {
  makeFolder(folder);
  const claim = claimFile(join(folder, LOCK));
  if ("release" in claim) {
    process.on("exit", claim.release);
    return { path: folder };
  }
  const { holder } = claim;
  if (holder === process.pid) return { path: folder };
  const path = join(folder, name);
  makeFolder(path);
  return { path, takenBy: holder };
}
