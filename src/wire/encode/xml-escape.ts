/** What must not stand in an XML text as it is; a CR would be read as LF, so it is a reference too. */
const SPECIAL = /[&<>"'\r]|[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/**
 * A string as XML content. Characters that XML 1.0 cannot carry at all (most control characters,
 * U+FFFE, half a surrogate pair) become numeric character references: the document is then not
 * well-formed, and to refuse it is the server's part. Nothing is dropped or replaced in silence.
 */
export function xmlEscape(text: string): string {
  return text.replace(SPECIAL, escapeOne);
}

function escapeOne(character: string): string {
  switch (character) {
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case '"':
      return "&quot;";
    case "'":
      return "&apos;";
    default:
      return `&#${character.codePointAt(0)};`;
  }
}
