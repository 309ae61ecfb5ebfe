import type fc from "fast-check";
import type {
  Generator,
  GeneratorEnvironment,
  Options as GeneratorOptions,
} from "../../generators/generator.ts";
import type { JsonValue } from "../model/value.ts";

/** Inputs for `forAll` of rule files; it is told the options that the rule gives. */
export type OwnGenerator = (
  options: GeneratorOptions,
  environment: GeneratorEnvironment,
) => fc.Arbitrary<JsonValue>;

/** A generator of one's own, as rules know generators. */
export function ownGenerator(name: string, make: OwnGenerator): Generator {
  return {
    name,
    title: "A generator of one's own.",
    // It reads its options itself.
    options: {
      type: "object",
      properties: {},
      required: [],
      additionalProperties: true,
      examples: [],
    },
    arbitrary: (options, environment) =>
      attempt(`the generator "${name}"`, () => make(options, environment)),
    holds: () => true,
  };
}

/** A bug in somebody's code must not pass for something that a server did. */
export function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${what} threw: ${why}`, { cause });
  }
}
