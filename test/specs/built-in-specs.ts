import { GENERATORS } from "../../generators/registry.ts";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import { PROPERTIES } from "../../src/properties/registry.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";

/** The rules that come with the tool. */
export const BUILT_IN = compileSpecs(readSpecs([], packageRoot()), GENERATORS, PROPERTIES);

/** Statements of the four documents; those of sibling operations have rules of their own issue. */
export function isOfTheDocuments(statement: string): boolean {
  return /^(CUH|DUH|DDH|DUA)-/.test(statement);
}
