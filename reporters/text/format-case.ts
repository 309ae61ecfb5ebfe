import type { JsonValue } from "../../src/model/value.ts";
import { formatValue } from "./format-value.ts";
import { visible } from "./visible.ts";

/** A case as one line for each input, `name: value`; none when the rule generates nothing. */
export function formatCase(counterexample: Readonly<Record<string, JsonValue>>): readonly string[] {
  return Object.entries(counterexample).map(
    ([name, value]) => `${visible(name)}: ${formatValue(value)}`,
  );
}
