import { createHash, randomUUID } from "node:crypto";
import { linkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isObject } from "../../schema/schema-object.ts";
import { processStamp } from "./process-stamp.ts";
import { readText } from "./read-text.ts";
import { writeWhole } from "./write-whole.ts";

/** A file that is this process's own until it is released, or the process that has it. */
export type FileClaim = { release(): void } | { readonly holder: number };

/** What takes a moment and is not done within this time never will be. */
const UNFINISHED_MS = 1000;
const HASH_DIGITS = 16;

/**
 * Claims a file for this process. A claim whose process is gone counts no more: one process, and never
 * two, takes it over (which proper-lockfile 4 does not keep to). Throws what the system says.
 *
 * @param countsMs how long a claim counts though its process is not seen: it may be another computer's, or
 *   another container's, that shares the folder
 */
export function claimFile(path: string, countsMs = 0): FileClaim {
  const { pid } = process;
  const claim = JSON.stringify({ pid, stamp: processStamp(pid) ?? "", id: randomUUID() });
  const ours: FileClaim = {
    release: () => {
      if (textOf(path) === claim) rmSync(path, { force: true });
    },
  };
  for (;;) {
    if (create(path, claim)) return ours;
    const found = textOf(path);
    if (found === undefined) continue;
    const holder = holderOf(path, found, countsMs);
    if (holder !== undefined) return { holder };
    // Several may see that this very claim is void. It is for one of them alone to write over it, and only
    // while it is still there. Whoever is killed in between leaves a claim that can be taken over, too.
    const turn = claimFile(`${path}.${hashOf(found)}`, Math.max(countsMs, UNFINISHED_MS));
    if ("holder" in turn) return turn;
    try {
      if (textOf(path) === found) {
        writeWhole(path, claim);
        return ours;
      }
    } finally {
      turn.release();
    }
  }
}

/** Creates a file whole; false where there is one already. */
function create(path: string, text: string): boolean {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    // Never through a link that somebody put there: only a new file is written.
    writeFileSync(unfinished, text, { flag: "wx" });
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

/** The process behind a claim (0 where it does not say), if the claim counts. */
function holderOf(path: string, text: string, countsMs: number): number | undefined {
  const { pid, stamp } = parsed(text);
  if (stamp !== "" && processStamp(pid) === stamp) return pid;
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  // A clock that was set back since makes it one of the future, which is no younger for it.
  const age = Math.abs(Date.now() - written);
  return age < (pid === 0 ? UNFINISHED_MS : countsMs) ? pid : undefined;
}

function parsed(text: string): { readonly pid: number; readonly stamp: string } {
  try {
    const claim: unknown = JSON.parse(text);
    if (isObject(claim) && typeof claim["pid"] === "number") {
      return { pid: claim["pid"], stamp: String(claim["stamp"] ?? "") };
    }
  } catch {
    // Not whole, or somebody else's file.
  }
  return { pid: 0, stamp: "" };
}

/** Undefined where there is none. */
function textOf(path: string): string | undefined {
  try {
    return readText(path);
  } catch (error) {
    return codeOf(error) === "ENOENT" ? undefined : "";
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
