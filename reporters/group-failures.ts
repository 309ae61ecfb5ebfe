import type { Failure } from "../src/model/report.ts";

/** One way in which a rule fails, and every binding that shows it. */
export interface FailureGroup {
  readonly failure: Failure;
  readonly bindings: readonly string[];
}

/** Failures that tell a reader the same thing (case, expected, actual) together, in the order of the first. */
export function groupFailures(failures: readonly Failure[]): readonly FailureGroup[] {
  const groups = new Map<string, { failure: Failure; bindings: string[] }>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.counterexample, failure.expected, failure.actual]);
    const group = groups.get(key);
    if (!group) groups.set(key, { failure, bindings: [failure.binding] });
    else if (!group.bindings.includes(failure.binding)) group.bindings.push(failure.binding);
  }
  return [...groups.values()];
}
