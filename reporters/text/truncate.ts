import { thousands } from "./count.ts";

const HIGH_SURROGATE_AT_END = /[\ud800-\udbff]$/;

/**
 * At most `max` UTF-16 units of the text, and how long the whole is where something was left out. Never
 * cuts a character in two. Call it before escaping: an escape must not be cut either.
 */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max).replace(HIGH_SURROGATE_AT_END, "");
  return `${head}… (${thousands(text.length)} characters)`;
}
