import type { RuleReport } from "../src/model/report.ts";

/** What explains failures of a rule that are consequences of another's, a line for each such rule. */
export function becauseOf({ failures }: RuleReport): readonly string[] {
  const bindings = new Map<string, string[]>();
  for (const { consequenceOf, binding } of failures) {
    if (!consequenceOf) continue;
    const over = bindings.get(consequenceOf.rule) ?? [];
    bindings.set(consequenceOf.rule, [...new Set([...over, binding])]);
  }
  return [...bindings].map(([rule, over]) => `${rule} fails (on ${over.join(", ")})`);
}
