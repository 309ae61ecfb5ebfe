import { createHash } from "node:crypto";

/**
 * A 32-bit seed from words: the same words, the same seed, on every machine. The seed of a property
 * depends on the run's seed, the rule and the binding only, so that adding a rule moves no other.
 */
export function seedOf(...words: readonly (string | number)[]): number {
  return createHash("sha256").update(words.join("\0")).digest().readInt32BE(0);
}

/** Numbers from 0 up to 1, 1 excluded, evenly spread: the same words, the same numbers. */
export function numbersOf(...words: readonly (string | number)[]): () => number {
  let drawn = 0;
  return () => (seedOf(...words, drawn++) >>> 0) / 2 ** 32;
}

/** A GUID from words, in the D form and lower case; no server ever issued it. */
export function guidOf(...words: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(words.join("\0")).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}
