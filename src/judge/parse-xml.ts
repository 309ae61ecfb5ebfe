import { placeOf } from "./place-of.ts";
import { readStartTag } from "./read-start-tag.ts";
import { readXmlName } from "./read-xml-name.ts";
import { readCdata, readXmlText } from "./read-xml-text.ts";
import { skipComment, skipInstruction, skipXmlDeclaration } from "./skip-xml-misc.ts";
import { indexOfForbidden } from "./xml-characters.ts";
import { skipXmlSpace, type XmlCursor } from "./xml-cursor.ts";
import {
  checkPrefixes,
  declaredPrefixes,
  isDeclaration,
  PREDECLARED,
  type XmlPrefixes,
} from "./xml-namespaces.ts";
import { NotWellFormed, shownName, XmlRefused } from "./xml-refused.ts";

/** An element by its local name. */
export interface XmlElement {
  readonly name: string;
  /** By their names as written, without a prototype; declarations of namespaces are not among them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, put together. */
  readonly text: string;
}

/** An element whose end tag has not come yet; `text` and `children` grow. */
interface OpenElement {
  readonly element: XmlElement & { text: string; readonly children: XmlElement[] };
  readonly written: string;
  readonly prefixes: XmlPrefixes;
}

/** No legal answer nests deeper, and whoever walks the tree may do so recursively. */
const MAX_DEPTH = 64;
/** Descriptions of services have thousands; the tree of more would cost more than it tells. */
const MAX_ELEMENTS = 100_000;

/**
 * The root element of a document that is well-formed, also as to namespaces, and has no DTD; or why
 * it is none, which continues a sentence "the answer …". Strict where XML is (XML 1.0 fifth edition,
 * Namespaces in XML 1.0): a conforming server sends nothing else, and a client accepts nothing else.
 * Takes time in proportion to the text, and never throws.
 */
export function parseXml(text: string): XmlElement | { readonly malformed: string } {
  const cursor: XmlCursor = { text, at: 0 };
  try {
    checkCharacters(cursor);
    skipXmlDeclaration(cursor);
    return readRoot(cursor);
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    return { malformed: `${error.message}${placeOf(text, cursor.at)}` };
  }
}

function checkCharacters(cursor: XmlCursor): void {
  const forbidden = indexOfForbidden(cursor.text);
  if (forbidden < 0) return;
  cursor.at = forbidden;
  const code = (cursor.text.codePointAt(forbidden) ?? 0).toString(16).toUpperCase();
  throw new XmlRefused(`holds a character that XML forbids, U+${code.padStart(4, "0")}`);
}

/** Reads the one element that there is, and what may stand around it. */
function readRoot(cursor: XmlCursor): XmlElement {
  const { text } = cursor;
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  for (;;) {
    const inside = open.at(-1);
    if (inside) inside.element.text += readXmlText(cursor);
    else skipXmlSpace(cursor);
    if (cursor.at >= text.length) break;
    if (!inside && text[cursor.at] !== "<") {
      throw new NotWellFormed(`text stands ${root ? "behind" : "before"} the root element`);
    }
    if (text.startsWith("</", cursor.at)) {
      readEndTag(cursor, open);
    } else if (text.startsWith("<?", cursor.at)) {
      skipInstruction(cursor);
    } else if (text.startsWith("<!--", cursor.at)) {
      skipComment(cursor);
    } else if (inside && text.startsWith("<![CDATA[", cursor.at)) {
      inside.element.text += readCdata(cursor);
    } else {
      if (isDoctype(cursor)) throw new XmlRefused("holds a document type declaration");
      if (!inside && root) throw new NotWellFormed("it has more than one root element");
      if (++elements > MAX_ELEMENTS) throw new XmlRefused(`has more than ${MAX_ELEMENTS} elements`);
      const element = readElement(cursor, open);
      if (inside) inside.element.children.push(element);
      else root = element;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new NotWellFormed(`it ends before </${shownName(unclosed.written)}>`);
  if (!root) throw new NotWellFormed("it has no element");
  return root;
}

/** Reads a start tag; the element is among the open ones until its end tag comes. */
function readElement(cursor: XmlCursor, open: OpenElement[]): XmlElement {
  if (open.length === MAX_DEPTH) throw new XmlRefused(`is nested deeper than ${MAX_DEPTH} levels`);
  const { name, attributes, isEmpty } = readStartTag(cursor);
  const prefixes = declaredPrefixes(attributes, open.at(-1)?.prefixes ?? PREDECLARED);
  checkPrefixes(name, attributes, prefixes);
  const values = Object.create(null) as Record<string, string>;
  for (const attribute of attributes) {
    if (!isDeclaration(attribute)) values[attribute.name.written] = attribute.value;
  }
  const element = { name: name.local, attributes: values, children: [], text: "" };
  if (!isEmpty) open.push({ element, written: name.written, prefixes });
  return element;
}

function readEndTag(cursor: XmlCursor, open: OpenElement[]): void {
  const closing = open.pop();
  if (!closing) throw new NotWellFormed("an end tag has no start tag");
  const { text } = cursor;
  cursor.at += "</".length;
  const { written } = readXmlName(cursor);
  if (written !== closing.written) {
    const [opened, closed] = [shownName(closing.written), shownName(written)];
    throw new NotWellFormed(`<${opened}> is closed by </${closed}>`);
  }
  skipXmlSpace(cursor);
  if (text[cursor.at] !== ">") {
    throw new NotWellFormed(`the end tag </${shownName(written)}> does not end`);
  }
  cursor.at += ">".length;
}

/** In any letter case, since HTML does not mind; XML does, and then it is not even well-formed. */
function isDoctype({ text, at }: XmlCursor): boolean {
  return text.startsWith("<!", at) && /^<!DOCTYPE$/i.test(text.slice(at, at + "<!DOCTYPE".length));
}
