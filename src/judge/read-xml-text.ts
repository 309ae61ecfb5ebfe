import { withLineEnds } from "./line-ends.ts";
import type { XmlCursor } from "./xml-cursor.ts";
import { readCharacterData } from "./xml-references.ts";
import { NotWellFormed } from "./xml-refused.ts";

/**
 * Reads character data up to the next markup (XML 1.0, production 14).
 *
 * @throws NotWellFormed
 */
export function readXmlText(cursor: XmlCursor): string {
  const { text, at } = cursor;
  const next = text.indexOf("<", at);
  const raw = next < 0 ? text.slice(at) : text.slice(at, next);
  if (raw.includes("]]>")) throw new NotWellFormed("text has ]]> in it");
  const data = readCharacterData(raw);
  cursor.at = at + raw.length;
  return data;
}

/**
 * Reads a CDATA section (productions 18 to 21), in which references mean nothing.
 *
 * @throws NotWellFormed when it does not end
 */
export function readCdata(cursor: XmlCursor): string {
  const { text } = cursor;
  const start = cursor.at + "<![CDATA[".length;
  const end = text.indexOf("]]>", start);
  if (end < 0) throw new NotWellFormed("a CDATA section does not end");
  cursor.at = end + "]]>".length;
  return withLineEnds(text.slice(start, end));
}
