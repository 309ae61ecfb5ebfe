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

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
