import fc from "fast-check";
import type { Literals } from "./define-principals.ts";
import { isWord, word } from "./word.ts";

/** Lengths that keys of such services have. */
const KEY_LENGTHS = [20, 32, 40, 64] as const;
const KEY_CHARACTERS = "0123456789abcdefABCDEFghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ-_";

const lengthOfKey = (text: string) => KEY_LENGTHS.some((length) => length === text.length);

/**
 * Keys that nobody was given: words, and random ones of a usual length. Letters, digits, `-` and `_`:
 * safe in a header (RFC 9110 5.5).
 */
export const INVALID_KEYS: Literals = {
  arbitrary: () =>
    fc.oneof({ withCrossShrink: true }, word(), ...KEY_LENGTHS.map((length) => keyOf(length))),
  table: ["x", ...KEY_LENGTHS.map((length) => KEY_CHARACTERS.slice(0, length))],
  holds: (text) => isWord(text) || (/^[\w-]+$/.test(text) && lengthOfKey(text)),
};

function keyOf(length: number): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom(...KEY_CHARACTERS),
    minLength: length,
    maxLength: length,
  });
}
