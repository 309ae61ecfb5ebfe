import { isObject } from "../../schema/schema-object.ts";

/** A number as JSON would write it, so that `0x10`, `1_000` and white space are not numbers. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The fields of a target whose values are no texts, by their parent. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  limits: ["requestsPerSecond", "bytesPerSecond", "concurrency", "timeoutMs", "maxUploadBytes"],
  launch: ["timeoutMs"],
};

/**
 * A target whose variables are filled in, with `"8"` turned into 8 and `"true"` into true where a
 * number or a flag belongs. A text that is neither stays, for the schema to refuse.
 */
export function typedFields(target: unknown): unknown {
  if (!isObject(target)) return target;
  return Object.fromEntries(
    Object.entries(target).map(([key, value]) => [key, typedField(key, value)]),
  );
}

function typedField(key: string, value: unknown): unknown {
  if (key === "authorized") return flag(value);
  if (!isObject(value)) return value;
  if (key === "tls" && "rejectUnauthorized" in value) {
    return { ...value, rejectUnauthorized: flag(value["rejectUnauthorized"]) };
  }
  const numbers = (NUMBERS[key] ?? []).filter((name) => Object.hasOwn(value, name));
  return { ...value, ...Object.fromEntries(numbers.map((name) => [name, number(value[name])])) };
}

function number(value: unknown): unknown {
  return typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
}

function flag(value: unknown): unknown {
  return value === "true" ? true : value === "false" ? false : value;
}
