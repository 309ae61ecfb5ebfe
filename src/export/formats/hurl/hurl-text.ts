const HEX = 16;

/** What a string, a value or a body of hurl does not take as it is; braces, since two begin a variable. */
const SPECIAL = /[^\x20-\x7e]|[\\"`#{}]/gu;

/** A text inside any of hurl's strings: what it would read otherwise is the number of the character. */
export function hurlEscaped(text: string): string {
  return text.replace(SPECIAL, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(HEX)}}`;
  });
}

/** A quoted string of hurl. */
export function hurlString(text: string): string {
  return `"${hurlEscaped(text)}"`;
}
