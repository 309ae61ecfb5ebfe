import fc from "fast-check";

/** Words that programs confuse with a missing value or with another type. */
const TELLING_WORDS = ["x", "0", "null", "undefined", "none", "true", "NaN"] as const;

/** In order of simplicity. */
const LETTERS = "xabcdefghijklmnopqrstuvwyz0123456789";
const LONGEST_WORD = 8;

/** Short words of lower-case letters and digits, among them a few telling ones; they shrink to `x`. */
export function word(): fc.Arbitrary<string> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant("x") },
    { weight: 1, arbitrary: fc.constantFrom(...TELLING_WORDS) },
    {
      weight: 4,
      arbitrary: fc.string({
        unit: fc.constantFrom(...LETTERS),
        minLength: 1,
        maxLength: LONGEST_WORD,
      }),
    },
  );
}

export function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[a-zA-Z0-9]{1,9}$/.test(value);
}
