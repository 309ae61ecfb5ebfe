import { readSpecs } from "../config/files/read-specs.ts";
import type { Specs } from "../model/rule.ts";
import { PROPERTIES } from "../properties/registry.ts";
import { compileSpecs } from "../rules/compile/compile-specs.ts";
import { BUILT_IN_GRAMMAR, grammarWith } from "../rules/source/grammar.ts";
import type { OwnVocabulary } from "../run/campaign/judge-in-process.ts";
import { loadSpecs } from "../run/campaign/load-specs.ts";
import { lazily } from "../schema/lazily.ts";
import type { AuditOptions } from "./audit-options.ts";

/** A test suite audits often: what comes with the tool is read once. */
const builtIn = lazily(() => loadSpecs([], process.cwd()));

/**
 * The built-in rules, and those of the folders that were given.
 *
 * @throws UsageError (`specs-missing`, `spec-invalid`)
 */
export function givenSpecs(
  { specs = [] }: AuditOptions,
  { generators, checks }: OwnVocabulary,
  cwd: string,
): Specs {
  if (specs.length === 0) return builtIn();
  const names = [...checks.keys()];
  const grammar = names.length === 0 ? BUILT_IN_GRAMMAR : grammarWith(names);
  return compileSpecs(readSpecs(specs, cwd), generators, PROPERTIES, grammar);
}
