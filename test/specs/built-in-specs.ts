import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import type { Specs } from "../../src/model/rule.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import type { SpecFile } from "../../src/rules/source/spec-file.ts";

/** The rules that come with the tool, of their files and not of what a build has kept. */
export const BUILT_IN = compiled(readSpecs([], packageRoot()));

/** Rule files compiled by the built-in generators and properties. */
export function compiled(files: readonly SpecFile[]): Specs {
  return compileSpecs(files, VOCABULARY.generators, VOCABULARY.properties);
}

/** Statements of the four documents; those of sibling operations have rules of their own issue. */
export function isOfTheDocuments(statement: string): boolean {
  return /^(CUH|DUH|DDH|DUA)-/.test(statement);
}
