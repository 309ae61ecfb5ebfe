import type { SampleCall } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";

/**
 * Calls of a sample whose saved values have names of their own: `handler` becomes `handler3`. The same sample
 * may then be in flight several times, and whoever repeats its calls later finds the right values.
 */
export function numbered(calls: readonly SampleCall[], number: number): readonly SampleCall[] {
  const saved = new Set(calls.flatMap(({ save }) => Object.keys(save ?? {})));
  const renamed = (name: string) => (saved.has(name) ? `${name}${number}` : name);
  return calls.map(({ save, with: values, ...call }) => ({
    ...call,
    with: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, referring(value, renamed)]),
    ),
    ...(save === undefined
      ? {}
      : {
          save: Object.fromEntries(
            Object.entries(save).map(([name, from]) => [renamed(name), from]),
          ),
        }),
  }));
}

/** A value of a rule file with other names in its references. */
function referring(value: JsonValue, renamed: (name: string) => string): JsonValue {
  if (typeof value === "string") {
    return value.replace(/^\$([A-Za-z]\w*)/, (_, name: string) => `$${renamed(name)}`);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => referring(item, renamed));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, referring(inner as JsonValue, renamed)]),
  );
}
