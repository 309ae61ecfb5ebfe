import type { Scope } from "../../judge/checks/scope.ts";
import type { Checks } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { symbolic } from "./symbolic.ts";

type Members = Readonly<Record<string, JsonValue>>;
type Rewrite = (value: JsonValue) => JsonValue;

/**
 * What is judged, as a recorded step keeps it: see {@link symbolic}. Names of headers, attributes and
 * members stay as they are, also where a value of that shape would be an expression.
 */
export function symbolicChecks(
  checks: Checks,
  scope: Scope,
  saved: ReadonlySet<string>,
): JsonValue {
  const known = CONSTANT.get(checks);
  if (known) return known.kept;
  const value: Rewrite = (one) => symbolic(one, scope, saved);
  const kept = withEach(checks, (argument, name) => argumentOf(name, argument, value));
  if (isConstant(checks)) CONSTANT.set(checks, { kept });
  return kept;
}

/** Of checks that refer to nothing, as most of a rule file do: they are kept the same way in every case. */
const CONSTANT = new WeakMap<Checks, { readonly kept: JsonValue }>();

/** Whether nothing in it depends on a case or on the time. */
function isConstant(value: JsonValue): boolean {
  if (typeof value === "string") return !value.startsWith("$");
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(
    ([name, inner]) => isConstant(name) && name !== "date" && isConstant(inner),
  );
}

function argumentOf(check: string, argument: JsonValue, value: Rewrite): JsonValue {
  const matchers: Rewrite = (one) => withEach(one, (matcher) => matcherOf(matcher, value));
  switch (check) {
    case "oneOf":
      return items(argument, (one) =>
        withEach(one, (inner, name) =>
          name === "because" || name === "editions" ? inner : argumentOf(name, inner, value),
        ),
      );
    case "attributes":
    case "headers":
    case "trailers":
      return matchers(argument);
    case "json":
      return hasMember(argument, "only") ? withEach(argument, matchers) : matchers(argument);
    case "informational":
      return withEach(argument, (one, name) => (name === "headers" ? matchers(one) : one));
    case "body":
      return matcherOf(argument, value);
    case "bytes":
    case "chunk":
      return hasMember(argument, "from") ? withEach(argument, value) : value(argument);
    default:
      return value(argument);
  }
}

function matcherOf(matcher: JsonValue, value: Rewrite): JsonValue {
  if (!isMembers(matcher)) return value(matcher);
  return withEach(matcher, (argument, condition) => {
    if (condition === "all") return items(argument, (one) => matcherOf(one, value));
    if (condition === "some") return matcherOf(argument, value);
    return condition === "integer" ? withEach(argument, value) : value(argument);
  });
}

function withEach(
  whole: JsonValue,
  rewrite: (value: JsonValue, name: string) => JsonValue,
): JsonValue {
  if (!isMembers(whole)) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name, rewrite(value, name)]),
  );
}

function items(list: JsonValue, rewrite: Rewrite): JsonValue {
  return Array.isArray(list) ? list.map(rewrite) : list;
}

function hasMember(value: JsonValue, name: string): boolean {
  return isMembers(value) && Object.hasOwn(value, name);
}

function isMembers(value: JsonValue): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
