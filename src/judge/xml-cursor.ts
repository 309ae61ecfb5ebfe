/** A place in an XML text; what reads something moves it behind that. */
export interface XmlCursor {
  readonly text: string;
  at: number;
}

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

/** White space as XML has it (XML 1.0, production 3): much less than JavaScript takes for it. */
export function isXmlSpace(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code === TAB;
}

/** Moves behind white space; whether there was any. */
export function skipXmlSpace(cursor: XmlCursor): boolean {
  const { text, at } = cursor;
  let end = at;
  while (isXmlSpace(text.charCodeAt(end))) end++;
  cursor.at = end;
  return end > at;
}
