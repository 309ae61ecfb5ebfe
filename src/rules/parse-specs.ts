import ruleSchema from "../../specs/schema/rule.schema.json" with { type: "json" };
import rulesSchema from "../../specs/schema/rules.schema.json" with { type: "json" };
import serviceSchema from "../../specs/schema/service.schema.json" with { type: "json" };
import sharedSchema from "../../specs/schema/shared.schema.json" with { type: "json" };
import statementsSchema from "../../specs/schema/statements.schema.json" with { type: "json" };
import type { SourceDocument } from "../schema/document.ts";
import { compileSchema } from "../schema/validate.ts";
import { parseYamlDocument } from "../schema/yaml-document.ts";
import type { Problems } from "./collect-problems.ts";
import type { SpecFile } from "./spec-file.ts";

export type SpecKind = "service" | "shared" | "statements" | "rules";

export type ParsedSpecs = Readonly<Record<SpecKind, readonly SourceDocument[]>>;

const CHECKS: Readonly<Record<SpecKind, ReturnType<typeof compileSchema>>> = {
  service: compileSchema(serviceSchema, { schemas: [rulesSchema] }),
  shared: compileSchema(sharedSchema),
  statements: compileSchema(statementsSchema),
  rules: compileSchema(rulesSchema),
};

/** Checks one rule by itself: for rules that a template made. */
export const checkFilledRule = compileSchema(ruleSchema, { schemas: [rulesSchema] });

/** What a file holds is told by the one key that only its kind has; rules are the default. */
function kindOf(document: SourceDocument): SpecKind {
  const value = document.value;
  if (typeof value !== "object" || value === null) return "rules";
  if ("operations" in value) return "service";
  if ("templates" in value) return "shared";
  if ("statements" in value && !("rules" in value)) return "statements";
  return "rules";
}

/**
 * Parses every file and checks it against the grammar of its kind. Rule files with problems are left
 * out of the result, so that what is built on it can go on and find more.
 *
 * @throws UsageError when a file is not YAML, or when one that others build on has problems: then
 *   everything else would seem unknown
 */
export function parseSpecs(files: readonly SpecFile[], problems: Problems): ParsedSpecs {
  const parsed: Record<SpecKind, SourceDocument[]> = {
    service: [],
    shared: [],
    statements: [],
    rules: [],
  };
  let foundation = false;
  for (const file of files) {
    const document = parseYamlDocument(file.path, file.text);
    const kind = kindOf(document);
    const found = CHECKS[kind](document);
    problems.addAll(found);
    if (found.length === 0) parsed[kind].push(document);
    else foundation ||= kind !== "rules";
  }
  if (foundation) problems.throwIfAny();
  return parsed;
}
