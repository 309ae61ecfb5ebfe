import type { XmlCursor } from "./xml-cursor.ts";
import { continuesXmlName, startsXmlName } from "./xml-name-characters.ts";
import { NotWellFormed, shownName } from "./xml-refused.ts";

/** A name as written and in its two parts (Namespaces in XML 1.0, section 4). */
export interface XmlName {
  readonly written: string;
  /** Empty when there is none. */
  readonly prefix: string;
  readonly local: string;
}

const COLON = 0x3a;
/** Units of a string from here on may be half a character. */
const SURROGATES = 0xd800;
/** Code points from here on are two units of a string. */
const SUPPLEMENTARY = 0x10000;

/**
 * Reads a qualified name.
 *
 * @throws NotWellFormed where there is none
 */
export function readXmlName(cursor: XmlCursor): XmlName {
  const { text, at } = cursor;
  const colon = endOfPart(text, at);
  const end = text.charCodeAt(colon) === COLON ? endOfPart(text, colon + 1) : colon;
  if (text.charCodeAt(end) === COLON) {
    throw new NotWellFormed(`the name ${shownName(text.slice(at, end))} has a second colon`);
  }
  cursor.at = end;
  const written = text.slice(at, end);
  if (end === colon) return { written, prefix: "", local: written };
  return { written, prefix: text.slice(at, colon), local: text.slice(colon + 1, end) };
}

/** Not by a regular expression: over a name of megabytes it would exhaust the stack. */
function endOfPart(text: string, start: number): number {
  let end = start;
  let code = codeAt(text, start);
  let belongs = startsXmlName(code);
  while (belongs) {
    end += code < SUPPLEMENTARY ? 1 : 2;
    code = codeAt(text, end);
    belongs = continuesXmlName(code);
  }
  if (end > start) return end;
  const found = text.slice(start, start + 1);
  throw new NotWellFormed(found === "" ? "it ends in a tag" : `a name cannot begin with ${found}`);
}

/** The code point there, or 0 behind the end. */
function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < SURROGATES ? unit : (text.codePointAt(at) ?? 0);
}
