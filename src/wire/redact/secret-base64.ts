import { secretPattern } from "./secret-pattern.ts";

/** Characters at the start that also depend on what stands before the secret, by its offset mod 3. */
const MIXED_AT_START = [0, 2, 3];
const BITS_OF_BYTE = 8;
const BITS_OF_DIGIT = 6;

/**
 * What of a secret is sure to be seen when it stands anywhere inside base64: for each of the three
 * places that its first byte can have in a group, the digits that depend on the secret alone.
 */
export function base64Fragments(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return MIXED_AT_START.map((mixed, offset) => {
    const base64 = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const whole = Math.floor(((offset + bytes.length) * BITS_OF_BYTE) / BITS_OF_DIGIT);
    return base64.slice(mixed, whole);
  });
}

/** A digit beside a fragment, which tells a part of the secret's first or last character. */
const MIXED_DIGIT = "(?:[A-Za-z0-9+/_-]|%(?:25)*2[BbFf])?";

/** Finds a fragment in the usual and in the URL-safe alphabet, raw or encoded once more, with the digits beside it. */
export function base64Pattern(fragment: string): string {
  const own = fragment
    .split(/([+/])/)
    .map((part) => {
      if (part === "+") return `(?:${secretPattern("+")}|-)`;
      return part === "/" ? `(?:${secretPattern("/")}|_)` : part;
    })
    .join("");
  return `${MIXED_DIGIT}${own}${MIXED_DIGIT}`;
}
