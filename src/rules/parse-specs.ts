import ruleSchema from "../../specs/schema/rule.schema.json" with { type: "json" };
import rulesSchema from "../../specs/schema/rules.schema.json" with { type: "json" };
import serviceSchema from "../../specs/schema/service.schema.json" with { type: "json" };
import sharedSchema from "../../specs/schema/shared.schema.json" with { type: "json" };
import statementsSchema from "../../specs/schema/statements.schema.json" with { type: "json" };
import { UsageError } from "../model/errors.ts";
import type { SourceDocument } from "../schema/document.ts";
import { compileSchema } from "../schema/validate.ts";
import { parseYamlDocument } from "../schema/yaml-document.ts";
import type { Problems } from "./collect-problems.ts";
import type { SpecFile } from "./spec-file.ts";
import { kindOf, type SpecKind } from "./spec-kind.ts";

export type ParsedSpecs = Readonly<Record<SpecKind, readonly SourceDocument[]>>;

const CHECKS: Readonly<Record<SpecKind, ReturnType<typeof compileSchema>>> = {
  service: compileSchema(serviceSchema, { schemas: [rulesSchema] }),
  shared: compileSchema(sharedSchema),
  statements: compileSchema(statementsSchema),
  rules: compileSchema(rulesSchema),
};

/** Checks the rules that a template made, `{ rules: [...] }`, against the grammar. */
export const checkFilledRules = compileSchema(ruleSchema, { schemas: [rulesSchema] });

/**
 * Parses every file and checks it against the grammar of its kind. A file with problems is left out,
 * so that what is built on the others can go on and find more.
 */
export function parseSpecs(files: readonly SpecFile[], problems: Problems): ParsedSpecs {
  const parsed: Record<SpecKind, SourceDocument[]> = {
    service: [],
    shared: [],
    statements: [],
    rules: [],
  };
  for (const file of files) {
    const document = parse(file, problems);
    if (!document) continue;
    const kind = kindOf(Object.keys(Object(document.value)));
    const found = CHECKS[kind](document);
    for (const problem of found) problems.add(problem);
    if (found.length === 0) parsed[kind].push(document);
    else problems.incomplete(kind);
  }
  return parsed;
}

const TOP_LEVEL_KEY = /^["']?([A-Za-z]+)["']?:/gm;

function parse({ path, text }: SpecFile, problems: Problems): SourceDocument | undefined {
  try {
    return parseYamlDocument(path, text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const problem of error.problems) problems.add(problem);
    problems.incomplete(kindOf([...text.matchAll(TOP_LEVEL_KEY)].map(([, key]) => key ?? "")));
    return undefined;
  }
}
