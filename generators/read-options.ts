import type { JsonValue } from "../src/model/value.ts";
import type { OptionProperties, OptionProperty, Options } from "./generator.ts";

interface ValueOf {
  readonly integer: number;
  readonly boolean: boolean;
  readonly string: string;
  readonly array: readonly JsonValue[];
}

/** The options of a generator with every default filled in. */
export type OptionValues<P extends OptionProperties> = {
  readonly [K in keyof P]: ValueOf[P[K]["type"]];
};

/** @throws RangeError for an unknown option, a missing one, or a value outside its property's bounds */
export function readOptions<P extends OptionProperties>(
  generator: string,
  properties: P,
  given: Options,
): OptionValues<P> {
  const known = Object.keys(properties);
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) {
      const hint = known.length > 0 ? `its options are ${known.join(", ")}` : "it takes no options";
      throw new RangeError(`${generator} has no option "${name}": ${hint}`);
    }
  }
  const values = Object.entries(properties).map(([name, property]) => {
    const value = given[name] ?? property.default;
    if (value === undefined) throw new RangeError(`${generator} needs the option "${name}"`);
    if (!fits(property, value)) {
      throw new RangeError(
        `option "${name}" of ${generator} cannot be ${JSON.stringify(value)}: ${property.description}`,
      );
    }
    return [name, value] as const;
  });
  return Object.fromEntries(values) as OptionValues<P>;
}

function fits(property: OptionProperty, value: JsonValue): boolean {
  switch (property.type) {
    case "integer":
      return (
        typeof value === "number" &&
        Number.isSafeInteger(value) &&
        value >= (property.minimum ?? -Infinity) &&
        value <= (property.maximum ?? Infinity)
      );
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string" && (property.enum?.includes(value) ?? true);
    case "array":
      return (
        Array.isArray(value) &&
        value.length >= (property.minItems ?? 0) &&
        (!property.uniqueItems ||
          new Set(value.map((item) => JSON.stringify(item))).size === value.length)
      );
    default: {
      const never: never = property.type;
      throw new TypeError(`unknown option type ${String(never)}`);
    }
  }
}
