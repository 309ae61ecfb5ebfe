import type { Sample, SampleCall } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";

/**
 * A sample whose saved values have names of their own: `handler` becomes `handler3`. It may then be in flight
 * several times, and whoever repeats its calls later finds the right values.
 */
export function numbered(
  { before, call }: Sample,
  number: number,
): Pick<Sample, "before" | "call"> {
  const saved = new Set([...before, call].flatMap(({ save }) => Object.keys(save ?? {})));
  const renamed = (name: string) => (saved.has(name) ? `${name}${number}` : name);
  const withNames = ({ save, with: values, ...other }: SampleCall): SampleCall => ({
    ...other,
    with: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, referring(value, renamed)]),
    ),
    ...(save && {
      save: Object.fromEntries(Object.entries(save).map(([name, from]) => [renamed(name), from])),
    }),
  });
  return { before: before.map(withNames), call: withNames(call) };
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
