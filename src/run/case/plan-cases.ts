import fc from "fast-check";
import type { Generator, GeneratorEnvironment } from "../../../generators/generator.ts";
import type { GeneratorCall, Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { propertyOf } from "./case-body.ts";
import type { Inputs } from "./unit-options.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the cases of a rule are made of. */
export interface PlannedCases {
  readonly rows: readonly Inputs[];
  /** Absent where a row is a whole case. */
  readonly inputs?: fc.Arbitrary<Inputs>;
}

/**
 * The rows of a rule's tables and its generated inputs, or why there can be none: the target provides no
 * ticket or key in a state that the rule is about.
 */
export function planCases(
  rule: Rule,
  vocabulary: Vocabulary,
  environment: GeneratorEnvironment,
): PlannedCases | { readonly unavailable: string } {
  try {
    const rows = tableRows(rule, vocabulary.generators, environment);
    const property = propertyOf(rule, vocabulary);
    if (property) return { rows, inputs: property.inputs(environment) };
    const generated = Object.entries(rule.forAll).map(([name, { generator, options }]) => {
      const found = vocabulary.generators.get(generator);
      if (!found) throw new Error(`unknown generator ${generator}`);
      return [name, found.arbitrary(options, environment)] as const;
    });
    if (generated.length === 0) return { rows };
    return { rows, inputs: fc.record(Object.fromEntries(generated)) as fc.Arbitrary<Inputs> };
  } catch (error) {
    if (error instanceof RangeError) return { unavailable: error.message };
    throw error;
  }
}

/** Every combination of a rule's tables, in the order of the file; one empty row without tables. */
function tableRows(
  rule: Rule,
  generators: ReadonlyMap<string, Generator>,
  environment: GeneratorEnvironment,
): readonly Readonly<Record<string, JsonValue>>[] {
  return Object.entries(rule.forEach).reduce<readonly Readonly<Record<string, JsonValue>>[]>(
    (rows, [name, source]) => {
      const values = Array.isArray(source)
        ? (source as readonly JsonValue[])
        : tableOf(source as GeneratorCall, generators, environment);
      return rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value })));
    },
    [{}],
  );
}

function tableOf(
  { generator, options }: GeneratorCall,
  generators: ReadonlyMap<string, Generator>,
  environment: GeneratorEnvironment,
): readonly JsonValue[] {
  const table = generators.get(generator)?.table;
  if (!table) throw new Error(`generator ${generator} has no table`);
  return table(options, environment);
}
