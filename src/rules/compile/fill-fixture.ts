import type { JsonValue } from "../../model/value.ts";
import { parseReference } from "../check/references.ts";
import type { Fixture } from "../source/service-source.ts";
import type { StepSource } from "../source/step-source.ts";

type Values = Readonly<Record<string, JsonValue>>;

/**
 * The steps of a fixture with its parameters replaced: by what `use` gives, else by their defaults. A
 * parameter with neither stays as it is; that was told before.
 */
export function fillFixture({ parameters, steps }: Fixture, given: Values): readonly StepSource[] {
  const defaults = Object.entries(parameters).filter(([, value]) => value !== null);
  const values = { ...Object.fromEntries(defaults), ...given };
  return steps.map((step) => filled(step as unknown as JsonValue, values) as unknown as StepSource);
}

function filled(value: JsonValue, values: Values): JsonValue {
  if (typeof value === "string") {
    const { name = "" } = parseReference(value) ?? {};
    return Object.hasOwn(values, name) ? (values[name] ?? null) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => filled(item, values));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filled(inner, values)]),
  );
}
