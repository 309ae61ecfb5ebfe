/** What XML 1.0 forbids anywhere in a document (section 2.2), lone surrogates included. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character stands that XML forbids; -1 when there is none. */
export function indexOfForbidden(text: string): number {
  return text.search(FORBIDDEN);
}

const MAX_CODE_POINT = 0x10ffff;

/** Whether a character reference may stand for this code point (section 4.1, Legal Character). */
export function isXmlCodePoint(code: number): boolean {
  return code <= MAX_CODE_POINT && !FORBIDDEN.test(String.fromCodePoint(code));
}
