import { GENERATORS } from "../../generators/registry.ts";
import { readSpecs } from "../config/read-specs.ts";
import type { Rule, Specs } from "../model/rule.ts";
import { PROPERTIES } from "../properties/registry.ts";
import { compileSpecs } from "../rules/compile-specs.ts";
import { selectRules } from "../rules/select-rules.ts";
import { type FilterOptions, ruleFilter } from "./filter-options.ts";

/** The rule files, built-in and given, and the rules that the options select. */
export function loadRules(options: FilterOptions): {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
} {
  const specs = compileSpecs(readSpecs(options.specs ?? [], process.cwd()), GENERATORS, PROPERTIES);
  return { specs, rules: selectRules(specs, ruleFilter(options)) };
}
