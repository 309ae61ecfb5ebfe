/** CUH-16: an optional sign and digits. */
export function plainInt(text: string): number | undefined {
  return /^[+-]?[0-9]+$/.test(text) ? Number(text) : undefined;
}

/** As .NET's `NumberStyles.Integer`: also white space around, and NUL characters behind. */
export function dotNetInt(text: string): number | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: .NET takes them
  const digits = /^[\t-\r ]*([+-]?[0-9]+)[\t-\r ]*\u0000*$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Only the way in which a machine writes a number: no plus sign, no leading zeros. */
export function canonicalInt(text: string): number | undefined {
  return /^(?:0|-?[1-9][0-9]*)$/.test(text) ? Number(text) : undefined;
}

/** The number that the text begins with, as C's `atoi`; 0 when there is none. Never refuses. */
export function leadingInt(text: string): number {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? 0 : Math.min(Math.max(number, -MOST), MOST);
}

/** Larger numbers are cut to the largest int of 32 bits. */
const MOST = 2_147_483_647;
