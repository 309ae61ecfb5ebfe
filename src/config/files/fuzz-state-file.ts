import { dirname } from "node:path";
import { type Problem, UsageError } from "../../model/errors.ts";
import { compileSchema } from "../../schema/validate.ts";
import { FUZZ_STATE_SCHEMA } from "./fuzz-state-schema.ts";
import { makeFolder } from "./make-folder.ts";
import { readText } from "./read-text.ts";
import { withLock } from "./with-lock.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Where a campaign stood when it ended.
 *
 * @throws UsageError (`resume-impossible`) when there is none, or the file was changed
 */
export function readFuzzState<T>(path: string): T {
  const impossible = (message: string): UsageError =>
    new UsageError("resume-impossible", [
      { message, hint: "start one without --resume, in the same folder" },
    ]);
  let value: unknown;
  try {
    value = JSON.parse(readText(path));
  } catch (error) {
    throw impossible(`there is no campaign to resume: ${(error as Error).message}`);
  }
  const [problem] = problemsOf(path, value);
  if (problem) throw impossible(`${path} is not what a campaign wrote: ${problem.message}`);
  return value as T;
}

const check = compileSchema(FUZZ_STATE_SCHEMA);

/** The place in the file tells nothing: nobody writes it by hand. */
function problemsOf(file: string, value: unknown): readonly Problem[] {
  return check({ file, value, positionOf: () => ({ file }) });
}

/** What the file holds now; undefined when there is none. To be given to {@link writeFuzzState}. */
export function fuzzStateText(path: string): string | undefined {
  try {
    return readText(path);
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
      const theirs = now === since ? undefined : parsed<T>(path, now);
      writeWhole(path, JSON.stringify(theirs ? merge(theirs, state) : state));
    });
    return undefined;
  } catch (error) {
    return `the campaign cannot be resumed, its state was not written: ${(error as Error).message}`;
  }
}

function parsed<T>(path: string, text: string | undefined): T | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return problemsOf(path, value).length === 0 ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
