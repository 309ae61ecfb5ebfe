import { isDeepStrictEqual } from "node:util";
import { isDotNetGuid } from "../../../generators/dotnet-guid.ts";
import { linearPattern } from "../../model/linear-pattern.ts";
import { crcOf } from "../../model/made-bytes.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { parseReference } from "../../rules/check/references.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { evaluate, numberOf } from "./evaluate.ts";
import type { Scope } from "./scope.ts";

/** What a matcher needs besides the value: the scope, and what `distinct` saw before in this case. */
export interface MatchContext {
  readonly scope: Scope;
  /** Values that `distinct` met under a name; it adds to them. */
  readonly seen: Map<string, Set<string>>;
  /** JSON keeps its types; attributes are text, and 262144 and "262144" are the same there. */
  readonly typed?: boolean;
}

type Condition = (
  argument: JsonValue,
  actual: unknown,
  name: string,
  context: MatchContext,
) => string[];

const WHOLE_NUMBER = /^-?[0-9]+$/;

/** Each condition gives what does not hold as a predicate, "is a GUID", or else nothing. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  guid: (_, actual) => unless(typeof actual === "string" && isDotNetGuid(actual), "is a GUID"),
  absent: (_, actual) => unless((actual ?? "") === "", "is absent or empty"),
  text: (_, actual) => unless(typeof actual === "string" && actual.trim() !== "", "is text"),
  distinct: (_, actual, name, { seen }) => {
    const values = seen.get(name) ?? new Set();
    seen.set(name, values);
    const value = identity(actual);
    const isFresh = value !== "" && !values.has(value);
    values.add(value);
    return unless(isFresh, "is a value that no other call answered");
  },
  integer: (limits, actual, _, { scope, typed }) => {
    const { min, max } = (limits ?? {}) as { readonly min?: JsonValue; readonly max?: JsonValue };
    const low = min === undefined ? undefined : numberOf(min, scope);
    const high = max === undefined ? undefined : numberOf(max, scope);
    const isWhole = typed ? Number.isInteger(actual) : WHOLE_NUMBER.test(textOf(actual));
    const number = isWhole ? Number(actual) : Number.NaN;
    const holds = number >= (low ?? -Infinity) && number <= (high ?? Infinity);
    return unless(holds, `is a whole number${rangeWords(low, high)}`);
  },
  crc: (wanted, actual, _, { scope }) => {
    const number = crcNumber(wanted, scope);
    const shown = number?.toString(16).toUpperCase() ?? "of the answer before, which was none";
    const holds = number !== undefined && readCrc(actual) === number;
    return unless(holds, `is the CRC-32 ${shown}, in hexadecimal`);
  },
  contains: (part, actual, _, { scope }) => {
    const text = textOf(evaluate(part, scope));
    const holds = typeof actual === "string" && actual.includes(text);
    return unless(holds, `contains ${JSON.stringify(text)}`);
  },
  matches: (pattern, actual) => {
    const holds = typeof actual === "string" && linearPattern(textOf(pattern)).test(actual);
    return unless(holds, `matches /${textOf(pattern)}/`);
  },
  some: (matcher, actual, name, context) => {
    const each: readonly unknown[] = Array.isArray(actual) ? actual : [actual];
    const tried = each.map((one) => matchValue(matcher, one, name, context));
    if (tried.some((predicates) => predicates.length === 0)) return [];
    const wanted = tried[0] ?? matchValue(matcher, undefined, name, context);
    return [`has one that ${wanted.join(" and ") || "fits"}`];
  },
  equals: (other, actual, _, context) => {
    const value = evaluate(other, context.scope) as JsonValue;
    return unless(same(actual, value, other, context), `is ${JSON.stringify(value)}`);
  },
  not: (other, actual, _, context) => {
    const value = evaluate(other, context.scope) as JsonValue;
    return unless(!same(actual, value, other, context), `is not ${JSON.stringify(value)}`);
  },
  all: (matchers, actual, name, context) =>
    (matchers as readonly JsonValue[]).flatMap((matcher) =>
      matchValue(matcher, actual, name, context),
    ),
};

/**
 * What a value of an answer should have been, as predicates; empty when it matches. A matcher is a
 * literal or reference (equal), or an object with conditions, of which all must hold.
 */
export function matchValue(
  matcher: JsonValue,
  actual: unknown,
  name: string,
  context: MatchContext,
): string[] {
  if (typeof matcher === "object" && matcher !== null && !Array.isArray(matcher)) {
    return Object.entries(matcher).flatMap(([key, argument]) => {
      const condition = Object.hasOwn(CONDITIONS, key) ? CONDITIONS[key] : undefined;
      if (!condition) throw new Error(`unknown condition "${key}"`);
      return condition(argument, actual, name, context);
    });
  }
  const expected = evaluate(matcher, context.scope) as JsonValue;
  return unless(same(actual, expected, matcher, context), `is ${JSON.stringify(expected)}`);
}

/** What was saved of an answer is text, so that a reference means the text of a value, also in JSON. */
function same(
  actual: unknown,
  expected: JsonValue,
  written: JsonValue,
  { typed }: MatchContext,
): boolean {
  if (isDeepStrictEqual(actual, expected)) return true;
  if (typed && !parseReference(written)) return false;
  // What is not there is no text, and objects have none.
  if (actual === undefined || typeof actual === "object") return false;
  return typeof expected !== "object" && textOf(actual) === textOf(expected);
}

/** The same GUID is the same value in whatever form it is written. */
function identity(actual: unknown): string {
  const text = textOf(actual ?? "").trim();
  return isDotNetGuid(text) ? text.replace(/0x|[^0-9a-f]/gi, "").toLowerCase() : text;
}

function rangeWords(low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  if (low !== undefined) return ` of at least ${low}`;
  return high === undefined ? "" : ` of at most ${high}`;
}

function unless(holds: boolean, expected: string): string[] {
  return holds ? [] : [expected];
}

/** A CRC-32 in hexadecimal, in any case, with or without leading zeros and a prefix. */
const HEX = /^(?:0x)?0*([0-9a-f]{1,8})$/i;

/** The number of a CRC-32 as servers write it; undefined for any other text. */
export function readCrc(text: unknown): number | undefined {
  const [, digits] = HEX.exec(textOf(text ?? "").trim()) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

/** The CRC-32 that a rule means: of bytes, or what a server wrote elsewhere; undefined where that is none. */
export function crcNumber(wanted: JsonValue, scope: Scope): number | undefined {
  const bytes = bytesOf(wanted, scope);
  return bytes ? crcOf(bytes) : readCrc(evaluate(wanted, scope));
}
