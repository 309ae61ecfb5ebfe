import rulesSchema from "../../specs/schema/rules.schema.json" with { type: "json" };

/** The parts of the grammar of rule files. */
export const GRAMMAR = rulesSchema.$defs;

/** Conditions that a value of an answer may have to meet. */
export const MATCHERS: readonly string[] = Object.keys(GRAMMAR.matcher.oneOf[1]?.properties ?? {});

/** Expressions that a value may be, by the key that tells them. */
export const EXPRESSIONS: readonly string[] = GRAMMAR.value.oneOf.flatMap((branch) =>
  "$ref" in branch && branch.$ref ? [branch.$ref.replace("#/$defs/", "")] : [],
);
