import { trimEnd } from "../../model/trim-end.ts";

/** Text of a server is quoted up to this length in sentences; the exchange has it whole. */
const QUOTED = 200;
/** A word across the cut is left out up to this length. */
const WORD = 100;

/** Text of a server as a sentence quotes it: cut when it is long. Still hostile. */
export function quote(text: string, maxChars: number = QUOTED): string {
  return JSON.stringify(cut(text, maxChars));
}

/** A name that a server chose, as it stands in a sentence without quotes. Still hostile. */
export function named(text: string): string {
  return cut(text, WORD);
}

/** On one line, for text that is shown without quotes. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/**
 * Cut before a word, when it is long, with an ellipsis: by that the beginning of a secret is known for one when
 * secrets are replaced later. The one place where text of a server is cut before that.
 */
export function cut(text: string, maxChars: number = QUOTED): string {
  if (text.length <= maxChars) return text;
  const kept = text.slice(0, maxChars);
  return `${kept.slice(0, -WORD)}${trimEnd(kept.slice(-WORD), /\S/)}…`;
}
