import { rewriteGuid } from "../../../generators/rewrite-guid.ts";
import { wholeOf } from "../../model/made-bytes.ts";
import { nearTo } from "../../model/near-to.ts";
import { PAYLOAD_PATTERNS } from "../../model/payload-patterns.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { parseReference } from "../../rules/check/references.ts";
import { bytesFrom, checksumOf, dateFromNow, urlPart } from "./computed.ts";
import type { Scope, ScopeValue } from "./scope.ts";

/** A reference has no value in this case: a step before it did not save one. */
export class UnsavedReferenceError extends Error {
  override readonly name = "UnsavedReferenceError";
  readonly reference: string;
  constructor(reference: string) {
    super(`${reference} has no value: the step that saves it did not get one`);
    this.reference = reference;
  }
}

type Expression = (
  args: JsonValue,
  whole: Readonly<Record<string, JsonValue>>,
  scope: Scope,
) => JsonValue;

/** The expressions that a value may be, by the key that tells them. */
export const EXPRESSIONS: Readonly<Record<string, Expression>> = {
  join: (parts, _, scope) =>
    list(parts)
      .map((part) => wordsOf(part, scope))
      .join(""),
  "path-join": (parts, _, scope) =>
    list(parts)
      .map((part) => wordsOf(part, scope))
      .reduce((path, part) => `${path.replace(/\/$/, "")}/${part.replace(/^\//, "")}`),
  add: (parts, _, scope) =>
    wholeNumber(numbers(parts, scope).reduce((sum, number) => sum + number, 0)),
  subtract: (parts, _, scope) => {
    const [first = 0, ...others] = numbers(parts, scope);
    return wholeNumber(others.reduce((rest, number) => rest - number, first));
  },
  multiply: (parts, _, scope) =>
    wholeNumber(numbers(parts, scope).reduce((all, number) => all * number, 1)),
  "ceil-divide": (parts, _, scope) => {
    const [dividend = 0, divisor = 1] = numbers(parts, scope);
    if (divisor === 0) throw new RangeError(`${dividend} cannot be divided by 0`);
    // Adding 0 turns -0 into 0.
    return Math.ceil(dividend / divisor) + 0;
  },
  bytes: (size, { seed = 0, pattern, crc, from, zipped }, scope) => {
    const bytes = {
      size: numberOf(size, scope),
      seed: numberOf(seed, scope),
      ...(pattern === undefined ? {} : { pattern: patternOf(wordsOf(pattern, scope)) }),
      ...(crc === undefined ? {} : { crc: crcOf(wordsOf(crc, scope)) }),
      ...(from === undefined ? {} : { from: numberOf(from, scope) }),
      ...(zipped === undefined ? {} : { zipped: wordsOf(zipped, scope) }),
    };
    if (bytes.size < 0) throw new RangeError(`${bytes.size} is no number of bytes`);
    const isInside = bytes.from === undefined || (bytes.from >= 0 && bytes.from <= bytes.size);
    if (!isInside) throw new RangeError(`${bytes.from} is no place in ${bytes.size} bytes`);
    return { bytes };
  },
  upper: (text, _, scope) => wordsOf(text, scope).toUpperCase(),
  json: (value, _, scope) => filledIn(value, scope),
  "guid-form": (form, { of = "" }, scope) => rewriteGuid(wordsOf(form, scope), wordsOf(of, scope)),
  near: (of, { how = "" }, scope) => nearTo(wordsOf(of, scope), wordsOf(how, scope)),
  base64: (of, _, scope) => wholeOf(bytesFrom(evaluate(of, scope))).toString("base64"),
  length: (of, _, scope) => bytesFrom(evaluate(of, scope)).length,
  checksum: (how, _, scope) => {
    const { of = "", by = "", as = "hex" } = members(how);
    return checksumOf(bytesFrom(evaluate(of, scope)), wordsOf(by, scope), wordsOf(as, scope));
  },
  date: (how, _, scope) => {
    const { plus = 0, as = "iso" } = members(how);
    return dateFromNow(numberOf(plus, scope), wordsOf(as, scope));
  },
  url: (how, _, scope) => {
    const { of = "", base, part = "whole" } = members(how);
    const from = base === undefined ? undefined : wordsOf(base, scope);
    return urlPart(wordsOf(of, scope), from, wordsOf(part, scope));
  },
};

/** @throws RangeError for none of {@link PAYLOAD_PATTERNS} */
function patternOf(name: string): string {
  if (PAYLOAD_PATTERNS.includes(name)) return name;
  throw new RangeError(`"${name}" is no pattern of bytes: ${PAYLOAD_PATTERNS.join(", ")}`);
}

function crcOf(text: string): string {
  if (/^[0-9a-f]{1,8}$/i.test(text)) return text;
  throw new RangeError(`"${text}" is no CRC-32: one to eight hexadecimal digits`);
}

function wordsOf(value: JsonValue, scope: Scope): string {
  return textOf(evaluate(value, scope));
}

function members(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return Object(value) as Readonly<Record<string, JsonValue>>;
}

/** Decimal digits, as documents write numbers; not what else JavaScript takes for one. */
const DIGITS = /^-?[0-9]+$/;

/**
 * A whole number, given as one or as text, that is computed with exactly.
 *
 * @param written what the rule says, for the message
 * @throws RangeError for anything else
 */
function wholeNumber(value: JsonValue, written: JsonValue = value): number {
  const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  const [said, meant] = [JSON.stringify(written), JSON.stringify(value)];
  const what = said === meant ? meant : `${said} is ${meant}, which`;
  throw new RangeError(`${what} is no whole number`);
}

const BY_KEY = Object.entries(EXPRESSIONS);

/** What may stand beside the key that tells an expression: an object with other members is plain data. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  bytes: ["seed", "pattern", "crc", "from", "zipped"],
  "guid-form": ["of"],
  near: ["how"],
};
/** Expressions whose arguments have names. */
const NAMING: readonly string[] = ["checksum", "date", "url"];

/** Whether an object is the expression of that key. */
export function isExpression(whole: Readonly<Record<string, JsonValue>>, key: string): boolean {
  if (!Object.hasOwn(whole, key) || isPayload(whole)) return false;
  if (NAMING.includes(key) && typeof whole[key] !== "object") return false;
  return Object.keys(whole).every((name) => name === key || BESIDE[key]?.includes(name));
}

/**
 * The value of a literal, a reference or an expression.
 *
 * @throws UnsavedReferenceError when a reference has no value
 * @throws RangeError when an expression has none for these values
 */
export function evaluate(value: JsonValue, scope: Scope): ScopeValue {
  if (typeof value === "string") return resolve(value, scope);
  if (Array.isArray(value)) return value.map((item: JsonValue) => plain(item, scope));
  if (typeof value !== "object" || value === null) return value;
  const whole = value as Readonly<Record<string, JsonValue>>;
  for (const [key, expression] of BY_KEY) {
    if (isExpression(whole, key)) return expression(whole[key] ?? null, whole, scope);
  }
  return evaluateEach(whole, scope);
}

/**
 * Each of several values by name, whatever the names are. The object itself where no member has another
 * value than its own: most objects of a rule.
 */
export function evaluateEach(
  whole: Readonly<Record<string, JsonValue>>,
  scope: Scope,
): Readonly<Record<string, JsonValue>> {
  let changed: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(whole)) {
    const item = whole[key] ?? null;
    const value = plain(item, scope);
    if (value === item) continue;
    changed ??= { ...whole };
    changed[key] = value;
  }
  return changed ?? whole;
}

/** A payload by its description is a value already, and the check `bytes` of one is no payload. */
function isPayload({ bytes }: Readonly<Record<string, JsonValue>>): boolean {
  return typeof bytes === "object" && bytes !== null && ("size" in bytes || "bytes" in bytes);
}

/** JSON with its references filled in, in which a member is no expression, whatever it is called. */
export function filledIn(value: JsonValue, scope: Scope): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => filledIn(item, scope));
  if (typeof value !== "object" || value === null) return plain(value, scope);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, filledIn(item, scope)]),
  );
}

/** As {@link evaluate}, for places where only plain data makes sense. */
export function plain(value: JsonValue, scope: Scope): JsonValue {
  return evaluate(value, scope) as JsonValue;
}

/**
 * As {@link evaluate}, for places where only a whole number makes sense, also as text.
 *
 * @throws RangeError for anything else, which a server may have answered
 */
export function numberOf(value: JsonValue, scope: Scope): number {
  return wholeNumber(plain(value, scope), value);
}

function resolve(text: string, scope: Scope): ScopeValue {
  if (!text.startsWith("$")) return text;
  const reference = parseReference(text);
  if (!reference) return text.startsWith("$$") ? text.slice(1) : text;
  const found = reference.path.reduce<ScopeValue | undefined>(partOf, scope.get(reference.name));
  if (found === undefined) throw new UnsavedReferenceError(text);
  return found;
}

function partOf(whole: ScopeValue | undefined, key: string): ScopeValue | undefined {
  if (typeof whole !== "object" || whole === null || !Object.hasOwn(whole, key)) return undefined;
  return (whole as Readonly<Record<string, JsonValue>>)[key];
}

function list(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function numbers(parts: JsonValue, scope: Scope): readonly number[] {
  return list(parts).map((part) => numberOf(part, scope));
}
