/**
 * As in `visible`: what JSON leaves as it is although a terminal obeys it or a reader is misled by it.
 * Line feeds are layout, since those of strings are escapes already; other controls are in strings.
 */
const INVISIBLE =
  /[\u007f-\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const INDENT = 2;
const HEX = 16;
const HEX_DIGITS = 4;

/**
 * JSON, indented by two spaces, one line feed at the end, that can be shown on a terminal: controls,
 * bidirectional formatting and everything else that is invisible is written as an escape. A parser gets
 * exactly the same strings.
 */
export function safeJson(value: unknown): string {
  return `${escapeInvisible(JSON.stringify(value, null, INDENT))}\n`;
}

/** JSON in which what is invisible is an escape. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(HEX).padStart(HEX_DIGITS, "0")}`)
    .join("");
}
