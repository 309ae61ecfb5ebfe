import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import type { CaseState } from "./case-state.ts";
import type { Property } from "./property.ts";
import { runSteps } from "./run-steps.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a case of a rule does with its inputs: the rule's steps, or its built-in property. */
export function bodyOf(
  rule: Rule,
  inputs: Readonly<Record<string, JsonValue>>,
  vocabulary: Vocabulary,
): (state: CaseState) => Promise<void> {
  const property = propertyOf(rule, vocabulary);
  return (state) => (property ? property.run(inputs, state) : runSteps(rule.steps, state));
}

/** The built-in property that a rule names instead of steps. */
export function propertyOf(
  rule: Rule,
  { properties }: Pick<Vocabulary, "properties">,
): Property | undefined {
  return rule.property === undefined ? undefined : properties.get(rule.property);
}
