/**
 * What a reader cannot see or a terminal would obey: controls (ANSI escapes among them), bidirectional
 * and zero-width formatting, line and paragraph separators, odd spaces, default-ignorable characters,
 * noncharacters and lone surrogates.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Above this a code point needs braces in an escape. */
const LAST_OF_BMP = 0xffff;
const HEX = 16;
const HEX_DIGITS = 4;

/**
 * Text from a server or a generator as harmless data on one line: what is invisible becomes an escape
 * such as `\n`, `\u001b` or `\u{e0041}`. The result holds no control character and is well-formed, so
 * that it can stand in XML 1.0, too. A backslash that was there before stays as it is: the exact value
 * is in report.json.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeOf);
}

/** As {@link visible}, but line feeds and tabs stay, and CRLF counts as a line feed: for blocks of text. */
export function visibleLines(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(INVISIBLE, (found) => (found === "\n" || found === "\t" ? found : escapeOf(found)));
}

function escapeOf(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(HEX).padStart(HEX_DIGITS, "0");
  return code > LAST_OF_BMP ? `\\u{${hex}}` : `\\u${hex}`;
}
