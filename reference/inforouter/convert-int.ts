import type { ValueStyle } from "../dialect/value-style.ts";

/** The bounds of an `int`, 32 bits. */
const INT_MIN = -2_147_483_648;
const INT_MAX = 2_147_483_647;

/** CUH-16: the int of a text; undefined when it is none, or none of 32 bits. */
export function convertInt(
  text: string,
  { readInt }: Pick<ValueStyle, "readInt">,
): number | undefined {
  const number = readInt(text);
  return number !== undefined && number >= INT_MIN && number <= INT_MAX ? number : undefined;
}
