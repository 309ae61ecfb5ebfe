import { SaxesParser } from "saxes";

import type { FoldedBody, LongBase64 } from "./fold-base64.ts";
import { cut } from "./quote.ts";

/** An element by its local name. */
export interface XmlElement {
  readonly name: string;
  /** By their names as written, without a prototype; declarations of namespaces are not among them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, put together. */
  readonly text: string;
  /** The same where it is nothing but a long run of base64: `text` is made when it is read. */
  readonly long?: LongBase64;
}

type OpenElement = XmlElement & { text: string; readonly children: XmlElement[] };

/** No legal answer nests deeper, and whoever walks the tree may do so recursively. */
const MAX_DEPTH = 64;
/** Descriptions of services have thousands; the tree of more would cost more than it tells. */
const MAX_ELEMENTS = 100_000;
const MAX_ATTRIBUTES = 1000;
/** Bytes cannot decode to it, but text inside an answer may be parsed again. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Ends the parsing early; the message continues a sentence "the answer …". */
class XmlRefused extends Error {
  override readonly name = "XmlRefused";
}

/**
 * The root element of a document that is well-formed, also as to namespaces, and has no DTD; or why
 * it is none, which continues a sentence "the answer …". Strict where XML is (XML 1.0 fifth edition,
 * Namespaces in XML 1.0): a conforming server sends nothing else, and a client accepts nothing else.
 * fast-xml-parser takes much that is not well-formed, which is why a strict parser judges answers.
 * Never throws.
 */
export function parseXml(text: string): XmlElement | { readonly malformed: string } {
  if (LONE_SURROGATE.test(text))
    return { malformed: "is not well-formed XML: it holds half a character" };
  const reader = idle.pop() ?? createReader();
  try {
    const root = reader(text);
    idle.push(reader);
    return root ?? { malformed: "is not well-formed XML: it has no element" };
  } catch (error) {
    // The parser stopped in the middle of something: it is not used again.
    // Its own patterns have a stack, and a reference of millions of digits may exceed it.
    if (error instanceof RangeError) return { malformed: "holds a reference too long to be read" };
    if (!(error instanceof XmlRefused)) throw error;
    return { malformed: error.message };
  }
}

/** An element, and those inside it, with the run for which a mark stands. */
export function unfolded(
  element: XmlElement,
  { mark, run }: Pick<FoldedBody, "mark" | "run">,
): XmlElement {
  const { name, attributes, text } = element;
  const children = element.children.map((child) => unfolded(child, { mark, run }));
  if (!text.includes(mark)) return { name, attributes, children, text };
  const isAll = text === mark;
  return {
    name,
    attributes,
    children,
    get text() {
      return text.replace(mark, () => run.text());
    },
    ...(isAll ? { long: run } : {}),
  };
}

/** Making a parser costs more than parsing an answer: one that came to a good end is used again. */
const idle: ((text: string) => XmlElement | undefined)[] = [];

/** Reads one document after another: the parser begins anew whenever it is closed. */
function createReader(): (text: string) => XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true, position: true });
  reserveHandlers(parser);
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let written = 0;
  parser.on("error", (error) => {
    // "line:column: what is wrong."
    const [, line, column, what = error.message] =
      /^(\d+):(\d+): (.*?)\.?$/s.exec(error.message) ?? [];
    const where = line === undefined ? "" : ` (line ${line}, column ${Number(column) + 1})`;
    throw new XmlRefused(`is not well-formed XML: ${cut(what)}${where}`);
  });
  parser.on("doctype", () => {
    throw new XmlRefused("holds a document type declaration");
  });
  parser.on("opentagstart", () => {
    written = 0;
  });
  parser.on("attribute", () => {
    if (++written > MAX_ATTRIBUTES) {
      throw new XmlRefused(`has an element with more than ${MAX_ATTRIBUTES} attributes`);
    }
  });
  parser.on("opentag", ({ local, attributes }) => {
    if (open.length === MAX_DEPTH)
      throw new XmlRefused(`is nested deeper than ${MAX_DEPTH} levels`);
    if (++elements > MAX_ELEMENTS) throw new XmlRefused(`has more than ${MAX_ELEMENTS} elements`);
    const element = { name: local, attributes: valuesOf(attributes), children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (data: string): void => {
    const inside = open.at(-1);
    if (inside) inside.text += data;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => void open.pop());
  return (text) => {
    elements = 0;
    parser.write(text).close();
    const read = root;
    root = undefined;
    return read;
  };
}

/**
 * Gives the parser its handler properties before `on` does so by computed names: for an object as large
 * as a parser V8 would take that as a reason to keep all of it as a hash table, four times as slow.
 */
function reserveHandlers(parser: SaxesParser): void {
  parser["errorHandler"] = undefined;
  parser["doctypeHandler"] = undefined;
  parser["openTagStartHandler"] = undefined;
  parser["attributeHandler"] = undefined;
  parser["openTagHandler"] = undefined;
  parser["textHandler"] = undefined;
  parser["cdataHandler"] = undefined;
  parser["closeTagHandler"] = undefined;
}

function valuesOf(
  attributes: Readonly<
    Record<string, { readonly name: string; readonly prefix: string; readonly value: string }>
  >,
): Readonly<Record<string, string>> {
  const values = Object.create(null) as Record<string, string>;
  for (const { name, prefix, value } of Object.values(attributes)) {
    if (prefix !== "xmlns" && name !== "xmlns") values[name] = value;
  }
  return values;
}
