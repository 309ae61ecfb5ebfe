import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../config/files/make-folder.ts";
import { writeWhole } from "../../config/files/write-whole.ts";
import type { Failure } from "../../model/failure.ts";
import type { JsonValue } from "../../model/value.ts";

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

/** The corpus of a folder, `.assay/corpus` by custom; files that cannot be read are passed over. */
export function openCorpus(folder: string): Corpus {
  makeFolder(folder);
  const known = readdirSync(folder)
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

function readCase(path: string): readonly KnownCase[] {
  try {
    const { rule, binding, inputs } = JSON.parse(readFileSync(path, "utf8")) as KnownCase;
    return typeof rule === "string" && typeof inputs === "object"
      ? [{ rule, binding, inputs }]
      : [];
  } catch {
    return [];
  }
}
