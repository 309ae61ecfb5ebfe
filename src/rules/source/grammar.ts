import faultsSchema from "../../../specs/schema/faults.schema.json" with { type: "json" };
import ruleSchema from "../../../specs/schema/rule.schema.json" with { type: "json" };
import rulesSchema from "../../../specs/schema/rules.schema.json" with { type: "json" };
import serviceSchema from "../../../specs/schema/service.schema.json" with { type: "json" };
import sharedSchema from "../../../specs/schema/shared.schema.json" with { type: "json" };
import statementsSchema from "../../../specs/schema/statements.schema.json" with { type: "json" };
import { BINDINGS } from "../../model/binding.ts";
import { compileSchema } from "../../schema/validate.ts";
import type { SpecKind } from "./spec-kind.ts";

type Check = ReturnType<typeof compileSchema>;

/** What rule files may say, by the schemas that editors read. */
export interface Grammar {
  readonly files: Readonly<Record<SpecKind, Check>>;
  /** Checks the rules that a template made, `{ rules: [...] }`. */
  readonly filledRules: Check;
  /** Checks of answers beyond the built-in ones. */
  readonly checks: readonly string[];
}

/** The grammar with further checks of answers, whose arguments may be anything. */
export function grammarWith(checks: readonly string[]): Grammar {
  const rules = withBindings(checks.length === 0 ? rulesSchema : withChecks(checks));
  return {
    files: {
      service: compileSchema(serviceSchema, { schemas: [rules] }),
      shared: compileSchema(sharedSchema),
      faults: compileSchema(faultsSchema),
      statements: compileSchema(statementsSchema, { schemas: [rules] }),
      rules: compileSchema(rules),
    },
    filledRules: compileSchema(ruleSchema, { schemas: [rules] }),
    checks,
  };
}

/** Wherever the published schema lists its bindings, all of the table. */
function withBindings(schema: object): object {
  const listed: readonly string[] = rulesSchema.$defs.binding.enum;
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    const isList = key === "enum" && Array.isArray(value);
    if (!isList || !listed.every((binding) => value.includes(binding))) return value;
    return [...new Set([...value, ...BINDINGS])];
  });
}

export const BUILT_IN_GRAMMAR = grammarWith([]);

function withChecks(names: readonly string[]): object {
  const { $defs } = rulesSchema;
  const { properties } = $defs.checks;
  const { items } = properties.oneOf;
  const anything = { description: "A check of one's own." };
  const more = Object.fromEntries(names.map((name) => [name, anything]));
  const oneOf = {
    ...properties.oneOf,
    items: { ...items, properties: { ...items.properties, ...more } },
  };
  const checks = { ...$defs.checks, properties: { ...properties, oneOf, ...more } };
  return { ...rulesSchema, $defs: { ...$defs, checks } };
}
