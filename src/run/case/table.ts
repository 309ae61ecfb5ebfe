import type { Generator, GeneratorEnvironment } from "../../../generators/generator.ts";
import type { GeneratorCall, Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";

/** Every combination of a rule's tables, in the order of the file; one empty row without tables. */
export function tableRows(
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
