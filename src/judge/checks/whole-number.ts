import type { Plain } from "../../model/value.ts";

/** Decimal digits, as documents write numbers; not what else JavaScript takes for one. */
const DIGITS = /^-?[0-9]+$/;

/**
 * A whole number, given as one or as text, that is computed with exactly.
 *
 * @param written what the rule says, for the message
 * @throws RangeError for anything else
 */
export function wholeNumber(value: Plain, written: Plain = value): number {
  const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  const [said, meant] = [JSON.stringify(written), JSON.stringify(value)];
  const what = said === meant ? meant : `${said} is ${meant}, which`;
  throw new RangeError(`${what} is no whole number`);
}
