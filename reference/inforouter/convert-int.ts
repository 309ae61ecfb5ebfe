import type { ValueStyle } from "../dialect/value-style.ts";

/** CUH-16: the int of a text; undefined when it is none, or none of so many bits. */
export function convertInt(
  text: string,
  { readInt, intBits }: Pick<ValueStyle, "readInt" | "intBits">,
): number | undefined {
  const number = readInt(text);
  const limit = 2 ** (intBits - 1);
  return number !== undefined && number >= -limit && number < limit ? number : undefined;
}
