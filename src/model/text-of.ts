/**
 * A value of an answer as text: words and numbers as they are, everything with parts as JSON. Never
 * throws: `String` does for an object that brings a `toString` of its own, as answers may.
 */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
