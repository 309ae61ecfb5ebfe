import type { Rule, Specs } from "../model/rule.ts";
import { selectRules } from "../rules/select-rules.ts";
import { loadSpecs } from "../run/load-specs.ts";
import { type FilterOptions, ruleFilter } from "./filter-options.ts";

/** The rule files, built-in and given, and the rules that the options select. */
export function loadRules(options: FilterOptions): {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
} {
  const specs = loadSpecs(options.specs ?? [], process.cwd());
  return { specs, rules: selectRules(specs, ruleFilter(options)) };
}
