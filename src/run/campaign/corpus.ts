import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../config/files/make-folder.ts";
import { writeWhole } from "../../config/files/write-whole.ts";
import { UsageError } from "../../model/errors.ts";
import type { Failure } from "../../model/failure.ts";
import type { JsonValue } from "../../model/value.ts";
import { isObject } from "../../schema/schema-object.ts";

/** A failing case that was found once: enough to try it again, on any target. */
interface KnownCase {
  readonly rule: string;
  readonly binding: string;
  readonly inputs: Readonly<Record<string, JsonValue>>;
}

/** Failing cases on the disk, one file each, so that a crash loses none and later runs try them first. */
export interface Corpus {
  /** The inputs that are known to fail a rule over a binding. */
  inputsFor(rule: string, binding: string): readonly Readonly<Record<string, JsonValue>>[];
  /** Writes a failure when it is found; the same cause twice is one file. */
  add(rule: string, failure: Failure): void;
}

/**
 * The corpus of a folder, `.assay/corpus` by custom; files that are no case are passed over.
 *
 * @throws UsageError (`corpus-unusable`) where there can be no such folder
 */
export function openCorpus(folder: string): Corpus {
  const known = namesIn(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => readCase(join(folder, name)));
  return {
    inputsFor: (rule, binding) =>
      known
        .filter((one) => one.rule === rule && one.binding === binding)
        .map(({ inputs }) => inputs),
    add(rule, failure) {
      const { id, binding, counterexample: inputs } = failure;
      const text = JSON.stringify({ rule, binding, inputs, failure }, null, 2);
      writeWhole(join(folder, `${id}.json`), `${text}\n`);
    },
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    makeFolder(folder);
    return readdirSync(folder);
  } catch (cause) {
    const message = `failures cannot be kept in "${folder}": ${(cause as Error).message}`;
    const hint = "take away what is in its place, or start in another folder";
    throw new UsageError("corpus-unusable", [{ message, hint }], { cause });
  }
}

function readCase(path: string): readonly KnownCase[] {
  try {
    const { rule, binding, inputs } = JSON.parse(readFileSync(path, "utf8")) as KnownCase;
    const isCase = typeof rule === "string" && typeof binding === "string" && isObject(inputs);
    return isCase ? [{ rule, binding, inputs }] : [];
  } catch {
    return [];
  }
}
