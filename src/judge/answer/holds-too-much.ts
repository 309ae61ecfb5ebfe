/** Lists of whole archives have fewer; each takes many times the memory of its text. */
const MOST_VALUES = 500_000;
/** A text that is shorter has no more. */
const SHORTEST = MOST_VALUES;

/** Continues a sentence "the answer …". */
export const TOO_MUCH = `is JSON of more than ${MOST_VALUES} values`;

/** Whether a text of JSON may have more values than are worth the memory; those in strings count as well. */
export function holdsTooMuch(text: string): boolean {
  if (text.length < SHORTEST) return false;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === BRACKET || code === BRACE) values++;
    if (values > MOST_VALUES) return true;
  }
  return false;
}

/** No answer nests deeper, and whoever walks a value may do so recursively, as `JSON.stringify` does. */
const MOST_DEPTH = 200;

/** Continues a sentence "the answer …". */
export const TOO_DEEP = `is JSON that nests deeper than ${MOST_DEPTH} levels`;

/** Whether a text, which is JSON, nests deeper than anybody looks into it. */
export function nestsTooDeep(text: string): boolean {
  if (text.length < MOST_DEPTH) return false;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (code === BRACKET || code === BRACE) {
      if (++depth > MOST_DEPTH) return true;
    } else if (code === BRACKET_END || code === BRACE_END) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
