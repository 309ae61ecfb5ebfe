import { isDotNetGuid } from "../../generators/dotnet-guid.ts";
import type { Plain } from "../model/value.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope } from "./scope.ts";

/** What a matcher needs besides the value: the scope, and what `distinct` saw before in this case. */
export interface MatchContext {
  readonly scope: Scope;
  /** Values that `distinct` met under a name; it adds to them. */
  readonly seen: Map<string, Set<string>>;
}

type Condition = (
  argument: Plain,
  actual: unknown,
  name: string,
  context: MatchContext,
) => string[];

const WHOLE_NUMBER = /^-?[0-9]+$/;

/** Each condition gives what was expected where it does not hold, else nothing. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  guid: (_, actual) => unless(typeof actual === "string" && isDotNetGuid(actual), "a GUID"),
  absent: (_, actual) => unless(actual === undefined || actual === "", "nothing"),
  text: (_, actual) => unless(typeof actual === "string" && actual !== "", "text"),
  distinct: (_, actual, name, { seen }) => {
    const values = seen.get(name) ?? new Set();
    seen.set(name, values);
    const fresh = !values.has(String(actual));
    values.add(String(actual));
    return unless(fresh, "a value that no other call answered");
  },
  integer: (limits, actual, _, { scope }) => {
    const { min, max } = (limits ?? {}) as { readonly min?: Plain; readonly max?: Plain };
    const low = min === undefined ? Number.NEGATIVE_INFINITY : Number(evaluate(min, scope));
    const high = max === undefined ? Number.POSITIVE_INFINITY : Number(evaluate(max, scope));
    const number = WHOLE_NUMBER.test(String(actual)) ? Number(actual) : Number.NaN;
    const range = Number.isFinite(low) || Number.isFinite(high) ? ` in ${low}..${high}` : "";
    return unless(number >= low && number <= high, `a whole number${range}`);
  },
  contains: (part, actual, _, { scope }) => {
    const text = String(evaluate(part, scope));
    return unless(String(actual ?? "").includes(text), `text with ${JSON.stringify(text)}`);
  },
  not: (other, actual, _, { scope }) => {
    const value = evaluate(other, scope) as Plain;
    return unless(!same(actual, value), `anything but ${JSON.stringify(value)}`);
  },
  all: (matchers, actual, name, context) =>
    (matchers as readonly Plain[]).flatMap((matcher) => matchValue(matcher, actual, name, context)),
};

/**
 * What a value of an answer should have been, in words; empty when it matches. A matcher is a literal
 * or reference (equal), or an object with conditions, of which all must hold.
 */
export function matchValue(
  matcher: Plain,
  actual: unknown,
  name: string,
  context: MatchContext,
): string[] {
  if (typeof matcher === "object" && matcher !== null && !Array.isArray(matcher)) {
    return Object.entries(matcher).flatMap(
      ([key, argument]) => CONDITIONS[key]?.(argument, actual, name, context) ?? [],
    );
  }
  const expected = evaluate(matcher, context.scope) as Plain;
  return unless(same(actual, expected), JSON.stringify(expected));
}

/** Attributes are text: 262144 and "262144" are the same there; JSON keeps its types. */
function same(actual: unknown, expected: Plain): boolean {
  return actual === expected || (typeof actual === "string" && actual === String(expected));
}

function unless(holds: boolean, expected: string): string[] {
  return holds ? [] : [expected];
}
