/** What stays as it is: most names and values, which need not be encoded to find that out. */
const PLAIN = /^[\w.~-]*$/;

/**
 * `encodeURIComponent` for every string: half a surrogate pair, which UTF-8 cannot carry, goes as
 * U+FFFD instead of throwing.
 */
export function percent(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(wellFormed(text));
}

/**
 * The same for a segment of a path. Dots alone, which would lead upwards, are a value here: they are
 * encoded as well, and so nothing but this one segment.
 */
export function segment(text: string): string {
  return /^\.{1,2}$/.test(text) ? text.replaceAll(".", "%2E") : percent(text);
}

/** The text with every lone surrogate replaced by U+FFFD, as UTF-8 encoders do. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
