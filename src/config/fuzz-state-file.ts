import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../model/errors.ts";

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

/** Keeps where a campaign stands, whole or not at all. */
export function writeFuzzState(path: string, state: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, JSON.stringify(state));
  renameSync(`${path}.tmp`, path);
}
