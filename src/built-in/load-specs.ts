import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../config/files/package-root.ts";
import { readSpecs } from "../config/files/read-specs.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import type { Specs } from "../model/rule.ts";
import { compileSpecs } from "../rules/compile/compile-specs.ts";
import { digestOf } from "../rules/source/digest.ts";
import { BUILT_IN_GRAMMAR } from "../rules/source/grammar.ts";
import type { SoundFiles } from "../rules/source/parse-specs.ts";
import type { SpecFile } from "../rules/source/spec-file.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import { VOCABULARY } from "./vocabulary.ts";

type SpecsVocabulary = Pick<Vocabulary, "generators" | "properties">;

/**
 * The built-in rule files and those of further folders, compiled. What `npm run build` compiled is taken
 * as it is while the files are still the same: reading and checking them takes longer than most commands.
 *
 * @param vocabulary what the rules of those folders may name; see loadVocabulary
 * @param sound for who loads them again and again: what has not changed meanwhile is not read twice
 * @throws UsageError (`specs-missing`, `spec-invalid`)
 */
export function loadSpecs(
  folders: readonly string[],
  cwd: string,
  vocabulary: SpecsVocabulary = VOCABULARY,
  sound?: SoundFiles,
): Specs {
  const files = readSpecs(folders, cwd);
  return keptSpecs(digestOf(files)) ?? compiled(files, vocabulary, sound);
}

/** Compiles the built-in rule files and keeps what they say beside the compiled code. */
export function keepSpecs(): void {
  writeWhole(keptAt(), JSON.stringify(compiled(readSpecs([], packageRoot()), VOCABULARY)));
}

function compiled(
  files: readonly SpecFile[],
  { generators, properties }: SpecsVocabulary,
  sound?: SoundFiles,
): Specs {
  return compileSpecs(files, generators, properties, BUILT_IN_GRAMMAR, sound);
}

/** Undefined where nothing is kept, or something else. */
function keptSpecs(digest: string): Specs | undefined {
  try {
    const specs = JSON.parse(readFileSync(keptAt(), "utf8")) as Specs;
    return specs.digest === digest ? specs : undefined;
  } catch {
    return undefined;
  }
}

function keptAt(): string {
  return join(packageRoot(), "dist", "specs.json");
}
