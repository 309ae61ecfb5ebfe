/** What stays as it is: most names and values, which need not be encoded to find that out. */
const PLAIN = /^[\w.~-]*$/;

/**
 * `encodeURIComponent` for every string: half a surrogate pair, which UTF-8 cannot carry, goes as
 * U+FFFD instead of throwing.
 */
export function percent(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(wellFormed(text));
}

/** The text with every lone surrogate replaced by U+FFFD, as UTF-8 encoders do. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
