import { loadSpecs } from "../built-in/load-specs.ts";
import type { Rule, Specs } from "../model/rule.ts";
import { inEdition } from "../rules/select/in-edition.ts";
import { selectRules } from "../rules/select/select-rules.ts";
import { type FilterOptions, ruleFilter } from "./filter-options.ts";

/** Rule files, and those of their rules that were selected. */
export interface LoadedRules {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
}

/**
 * The rule files, built-in and given, as a run judges by them, and the rules that the options select.
 *
 * @throws UsageError also for an edition that no file names
 */
export function loadRules(options: FilterOptions): LoadedRules {
  const specs = inEdition(loadSpecs(options.specs ?? [], process.cwd()), options.edition);
  return { specs, rules: selectRules(specs, ruleFilter(options)) };
}

/** As the files have them: a rule that some editions promise has its own level. */
export function loadWrittenRules(options: Omit<FilterOptions, "edition">): LoadedRules {
  const specs = loadSpecs(options.specs ?? [], process.cwd());
  return { specs, rules: selectRules(specs, ruleFilter(options)) };
}
