import type fc from "fast-check";
import type { JsonValue, Principal } from "../src/model/value.ts";

/** The states of a ticket or key that have a name; `{ literal }` is the text itself. */
export type PrincipalState = Extract<Principal, string>;

/** What the target can provide. Principals outside this list are never generated. */
export interface GeneratorEnvironment {
  readonly principals: readonly PrincipalState[];
  /** The names of the sample calls that the service has, each once; none by default. */
  readonly samples?: readonly string[];
}

/** Options as a rule file gives them. */
export type Options = Readonly<Record<string, JsonValue>>;

/**
 * Inputs by name, for `forAll` and `forEach` of rule files. Pure: the same options, environment and
 * seed give the same values. Values are plain data and shrink towards the simplest telling one.
 *
 * `arbitrary`, `table` and `holds` fill in defaults and throw a RangeError for options that the
 * schema does not allow, or when the environment has none of the states that are needed.
 */
export interface Generator<T extends JsonValue = JsonValue> {
  /** As rule files refer to it: `guid.malformed`. */
  readonly name: string;
  /** One sentence: what its values are. */
  readonly title: string;
  /** JSON Schema (2020-12) of the options, defaults included; absent: it takes none. */
  readonly options?: OptionsSchema;
  readonly arbitrary: (options: Options, environment: GeneratorEnvironment) => fc.Arbitrary<T>;
  /**
   * Every value, or one of every kind, in order of simplicity and without duplicates. Absent: the
   * generator cannot stand in a table.
   */
  readonly table?: (options: Options, environment: GeneratorEnvironment) => readonly T[];
  /** Whether a value is one that this generator may produce under these options. */
  readonly holds: (value: JsonValue, options?: Options) => boolean;
}

interface OptionsSchema {
  readonly type: "object";
  readonly properties: OptionProperties;
  readonly required: readonly string[];
  /** True only for generators of one's own that read their options themselves. */
  readonly additionalProperties: boolean;
  readonly examples: readonly Options[];
}

export type OptionProperties = Readonly<Record<string, OptionProperty>>;

/** A JSON Schema of one option. Without a default the option is required. */
export interface OptionProperty {
  readonly type: "integer" | "boolean" | "string" | "array";
  readonly description: string;
  readonly default?: JsonValue;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
}
