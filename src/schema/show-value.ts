/** Longer texts are cut in messages. */
const MAX_SHOWN = 40;

/** A value as a message shows it: short, and by kind only when it may be a secret. */
export function showValue(value: unknown, secret = false): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") {
    return Object.keys(value).length === 0 ? "an empty object" : "an object";
  }
  if (secret) return typeof value === "string" ? "a text" : `a ${typeof value}`;
  return typeof value === "string" ? JSON.stringify(shorten(value)) : String(value);
}

function shorten(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
}

/** The name of a place: `"pwd"`, `"bindings[1]"`, `the file`. */
export function showPath(path: readonly (string | number)[]): string {
  const lastKey = path.findLastIndex((segment) => typeof segment === "string");
  const indexes = path.slice(lastKey + 1).map((index) => `[${index}]`);
  if (lastKey < 0 && indexes.length === 0) return "the file";
  return `"${lastKey < 0 ? "" : path[lastKey]}${indexes.join("")}"`;
}
