import { resolve } from "node:path";
import { loadSpecs } from "../built-in/load-specs.ts";
import { loadVocabulary } from "../built-in/load-vocabulary.ts";
import { declaredSpecs } from "../config/targets/declared-specs.ts";
import type { Rule, Specs } from "../model/rule.ts";
import { inEdition } from "../rules/select/in-edition.ts";
import { selectRules } from "../rules/select/select-rules.ts";
import type { SoundFiles } from "../rules/source/parse-specs.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import { type FilterOptions, ruleFilter } from "./filter-options.ts";

/** Rule files, and those of their rules that were selected. */
export interface LoadedRules {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
  readonly vocabulary: Vocabulary;
  /** The folders of rule files beside the built-in ones. */
  readonly folders: readonly string[];
}

/** Which rule files: those of `--specs`, and those that the targets file names. */
interface SpecsOptions {
  readonly specs?: readonly string[];
  readonly targets?: string;
}

/**
 * The rule files, built-in and given, as a run judges by them, and the rules that the options select.
 *
 * @param sound see {@link loadSpecs}
 * @throws UsageError also for an edition that no file names
 */
export async function loadRules(
  options: FilterOptions & SpecsOptions,
  sound?: SoundFiles,
): Promise<LoadedRules> {
  const { specs: written, ...others } = await load(options, sound);
  const specs = inEdition(written, options.edition);
  return { ...others, specs, rules: selectRules(specs, ruleFilter(options)) };
}

/** As the files have them: a rule that some editions promise has its own level. */
export async function loadWrittenRules(
  options: Omit<FilterOptions, "edition"> & SpecsOptions,
): Promise<LoadedRules> {
  const { specs, ...others } = await load(options);
  return { ...others, specs, rules: selectRules(specs, ruleFilter(options)) };
}

async function load(
  { specs: given = [], targets }: SpecsOptions,
  sound?: SoundFiles,
): Promise<Omit<LoadedRules, "rules">> {
  const cwd = process.cwd();
  const isGiven = (folder: string): boolean => given.some((one) => resolve(cwd, one) === folder);
  const declared = declaredSpecs(targets, cwd).filter((folder) => !isGiven(folder));
  const folders = [...given, ...declared];
  const vocabulary = await loadVocabulary(folders, cwd);
  return { specs: loadSpecs(folders, cwd, vocabulary, sound), vocabulary, folders };
}
