import type { Failure } from "../src/model/failure.ts";

/** What of a failure tells it from another. */
type Telling = Pick<Failure, "binding" | "counterexample" | "expected" | "actual">;

/** One way in which a rule fails, and every binding that shows it. */
export interface FailureGroup<F extends Telling = Failure> {
  readonly failure: F;
  readonly bindings: readonly string[];
}

/** What a server chooses anew each time: GUIDs, ids, checksums. Two answers that differ in nothing else say the same. */
const CHOSEN_BY_SERVER = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{4,}/gi;
/** So many digits follow the decimal one without which letters are a word. */
const AFTER_DIGIT = 3;

/** Failures that tell a reader the same thing (case, expected, actual) together, in the order of the first. */
export function groupFailures<F extends Telling>(
  failures: readonly F[],
): readonly FailureGroup<F>[] {
  const groups = new Map<string, { failure: F; bindings: string[] }>();
  for (const failure of failures) {
    const key = JSON.stringify([
      failure.counterexample,
      failure.expected,
      sameForAll(failure.actual),
    ]);
    const group = groups.get(key);
    if (!group) groups.set(key, { failure, bindings: [failure.binding] });
    else if (!group.bindings.includes(failure.binding)) group.bindings.push(failure.binding);
  }
  return [...groups.values()];
}

function sameForAll(actual: string): string {
  return actual.replace(CHOSEN_BY_SERVER, (digits) =>
    /[0-9]/.test(digits.slice(0, -AFTER_DIGIT)) ? "#" : digits,
  );
}
