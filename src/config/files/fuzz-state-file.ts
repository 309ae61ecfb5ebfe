import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../../model/errors.ts";
import { makeFolder } from "./make-folder.ts";
import { withLock } from "./with-lock.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Where a campaign stood when it ended.
 *
 * @throws UsageError (`resume-impossible`) when there is none
 */
export function readFuzzState<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    const message = `there is no campaign to resume: ${(error as Error).message}`;
    const hint = "start one without --resume, in the same folder";
    throw new UsageError("resume-impossible", [{ message, hint }]);
  }
}

/** What the file holds now; undefined when there is none. To be given to {@link writeFuzzState}. */
export function fuzzStateText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Keeps where a campaign stands, whole or not at all. Where another campaign has written the file since
 * this one began, both are kept, as `merge` has it.
 *
 * @param since what the file held when this campaign began
 * @returns why it could not be written, where that is so
 */
export function writeFuzzState<T extends object>(
  path: string,
  state: T,
  { since, merge }: { readonly since: string | undefined; merge(theirs: T, ours: T): T },
): string | undefined {
  try {
    makeFolder(dirname(path));
    withLock(path, () => {
      const now = fuzzStateText(path);
      const theirs = now === since ? undefined : parsed<T>(now);
      writeWhole(path, JSON.stringify(theirs ? merge(theirs, state) : state));
    });
    return undefined;
  } catch (error) {
    return `the campaign cannot be resumed, its state was not written: ${(error as Error).message}`;
  }
}

function parsed<T>(text: string | undefined): T | undefined {
  try {
    return JSON.parse(text ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
