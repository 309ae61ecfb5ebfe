import { readXmlName, type XmlName } from "./read-xml-name.ts";
import { skipXmlSpace, type XmlCursor } from "./xml-cursor.ts";
import type { XmlAttribute } from "./xml-namespaces.ts";
import { readAttributeValue } from "./xml-references.ts";
import { NotWellFormed, shownName, XmlRefused } from "./xml-refused.ts";

/** No legal answer has more. */
const MAX_ATTRIBUTES = 1000;

export interface StartTag {
  readonly name: XmlName;
  readonly attributes: readonly XmlAttribute[];
  /** `<name/>`: there is no end tag. */
  readonly isEmpty: boolean;
}

/**
 * Reads a start tag from its `<` to its `>` (XML 1.0, productions 40 to 44, 10).
 *
 * @throws XmlRefused
 */
export function readStartTag(cursor: XmlCursor): StartTag {
  const { text } = cursor;
  cursor.at += "<".length;
  const name = readXmlName(cursor);
  const attributes: XmlAttribute[] = [];
  const names = new Set<string>();
  for (;;) {
    const isApart = skipXmlSpace(cursor);
    if (text.startsWith(">", cursor.at)) return closed(">", false);
    if (text.startsWith("/>", cursor.at)) return closed("/>", true);
    if (cursor.at >= text.length) throw new NotWellFormed(`it ends in the tag <${shown()}>`);
    if (!isApart)
      throw new NotWellFormed(`in <${shown()}> two things stand without a space between`);
    if (attributes.length === MAX_ATTRIBUTES) {
      throw new XmlRefused(`has an element with more than ${MAX_ATTRIBUTES} attributes`);
    }
    const attribute = readAttribute(cursor);
    attributes.push(attribute);
    names.add(attribute.name.written);
    if (names.size < attributes.length) {
      const twice = shownName(attribute.name.written);
      throw new NotWellFormed(`<${shown()}> has the attribute ${twice} twice`);
    }
  }

  function closed(by: string, isEmpty: boolean): StartTag {
    cursor.at += by.length;
    return { name, attributes, isEmpty };
  }

  function shown(): string {
    return shownName(name.written);
  }
}

function readAttribute(cursor: XmlCursor): XmlAttribute {
  const { text } = cursor;
  const name = readXmlName(cursor);
  const wrong = (why: string) =>
    new NotWellFormed(`the attribute ${shownName(name.written)} ${why}`);
  skipXmlSpace(cursor);
  if (!text.startsWith("=", cursor.at)) throw wrong("has no value");
  cursor.at += "=".length;
  skipXmlSpace(cursor);
  const quote = text[cursor.at];
  if (quote !== '"' && quote !== "'") throw wrong("has a value without quotes");
  const start = cursor.at + quote.length;
  const end = text.indexOf(quote, start);
  if (end < 0) throw wrong("has a value that does not end");
  const raw = text.slice(start, end);
  if (raw.includes("<")) throw wrong("has a < in its value");
  cursor.at = end + quote.length;
  return { name, value: readAttributeValue(raw) };
}
