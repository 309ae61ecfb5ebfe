import type fc from "fast-check";
import type { JsonValue } from "../src/model/value.ts";
import type { Generator, GeneratorEnvironment, OptionProperties, Options } from "./generator.ts";
import { type OptionValues, readOptions } from "./read-options.ts";

/** A generator as its file writes it: options arrive checked, typed and with defaults. */
export interface GeneratorDefinition<T extends JsonValue, P extends OptionProperties> {
  readonly name: string;
  readonly title: string;
  readonly options?: P;
  /** Options that show a typical use; needed where an option has no default. */
  readonly examples?: readonly Options[];
  readonly arbitrary: (
    options: OptionValues<P>,
    environment: GeneratorEnvironment,
  ) => fc.Arbitrary<T>;
  readonly table?: (options: OptionValues<P>, environment: GeneratorEnvironment) => readonly T[];
  readonly holds: (value: JsonValue, options: OptionValues<P>) => boolean;
}

/** Makes a generator out of its definition: adds the schema and the reading of the options. */
export function defineGenerator<
  T extends JsonValue,
  P extends OptionProperties = Readonly<Record<never, never>>,
>(definition: GeneratorDefinition<T, P>): Generator<T> {
  const { name, title, table } = definition;
  const properties: OptionProperties = definition.options ?? {};
  const read = (options: Options) => readOptions(name, properties, options) as OptionValues<P>;
  // Generators are pure, and few: every unit of every rule that names one would make the same again.
  const made = new Map<string, fc.Arbitrary<T>>();
  return {
    name,
    title,
    ...(definition.options && {
      options: {
        type: "object",
        properties,
        required: Object.keys(properties).filter((key) => properties[key]?.default === undefined),
        additionalProperties: false,
        examples: definition.examples ?? [],
      },
    }),
    arbitrary: (options, environment) => {
      const key = JSON.stringify([options, environment]);
      const known = made.get(key) ?? definition.arbitrary(read(options), environment);
      made.set(key, known);
      return known;
    },
    ...(table && { table: (options, environment) => table(read(options), environment) }),
    holds: (value, options = {}) => definition.holds(value, read(options)),
  };
}
