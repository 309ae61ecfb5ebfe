import { isObject } from "../../schema/schema-object.ts";
import type { SettingsSchema } from "./settings-schema.ts";

/** A number as JSON would write it, so that `0x10`, `1_000` and white space are not numbers. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A target whose variables are filled in, with `"8"` turned into 8 and `"true"` into true where a
 * number or a flag belongs. A text that is neither stays, for the schema to refuse.
 *
 * @param schema of the target
 */
export function typedFields(target: unknown, schema: unknown, settings: SettingsSchema): unknown {
  if (!isObject(target)) return typedValue(target, schema, settings);
  return Object.fromEntries(
    Object.entries(target).map(([name, member]) => {
      const own = settings.memberOf(schema, target, name);
      return [name, own === undefined ? member : typedFields(member, own, settings)];
    }),
  );
}

function typedValue(value: unknown, schema: unknown, settings: SettingsSchema): unknown {
  if (settings.takes(schema, "number")) return number(value);
  return settings.takes(schema, "boolean") ? flag(value) : value;
}

function number(value: unknown): unknown {
  return typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
}

function flag(value: unknown): unknown {
  return value === "true" ? true : value === "false" ? false : value;
}
