import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../../schema/schema-object.ts";
import { makeFolder } from "./make-folder.ts";
import { processStamp } from "./process-stamp.ts";
import { writeWhole } from "./write-whole.ts";

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
  const lock = join(folder, LOCK);
  const claim = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) ?? "" });
  const taken = tryClaim(lock, claim);
  if (taken !== undefined) {
    const path = join(folder, name);
    makeFolder(path);
    return { path, takenBy: taken };
  }
  process.on("exit", () => {
    if (textOf(lock) === claim) rmSync(lock, { force: true });
  });
  return { path: folder };
}

/** The process that has the claim; undefined when it is ours now. */
function tryClaim(lock: string, claim: string): number | undefined {
  if (create(lock, claim)) return undefined;
  const holder = holderOf(textOf(lock));
  if (holder !== undefined) return holder;
  writeWhole(lock, claim);
  return undefined;
}

/** Creates a file whole; false where there is one already. */
function create(path: string, text: string): boolean {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  try {
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
  } finally {
    rmSync(unfinished, { force: true });
  }
  // A file system without links: then somebody may read it before it is whole.
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** The process behind a claim, if it still runs. */
function holderOf(text: string): number | undefined {
  try {
    const claim: unknown = JSON.parse(text);
    if (!isObject(claim) || typeof claim["pid"] !== "number") return undefined;
    const { pid, stamp } = claim;
    return pid !== process.pid && stamp !== "" && processStamp(pid) === stamp ? pid : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
