import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element by its local name, with its attributes as written (but for namespace prefixes). */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

type Parsed = { readonly [key: string]: readonly Parsed[] | string | Record<string, string> };

const TEXT = "#text";
const ATTRIBUTES = ":@";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Decodes character references; entities of a DTD never get here.
  htmlEntities: true,
});

/** Characters that XML 1.0 forbids (section 2.2), lone surrogates included. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** An ampersand that begins no reference of XML 1.0 (section 4.1). */
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)/;
const OPAQUE = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;
/** No legal answer nests deeper; a parser's stack might not survive what does. */
const MAX_DEPTH = 64;

/**
 * The root element of a well-formed document without a DTD, or why it is none. The parser is
 * lenient, so well-formedness is judged first: by its validator, and by what that overlooks.
 */
export function parseXml(text: string): XmlElement | { readonly malformed: string } {
  const source = text.trimStart();
  if (FORBIDDEN.test(source)) return { malformed: "holds a character that XML forbids" };
  if (/<!DOCTYPE/i.test(source)) return { malformed: "holds a document type declaration" };
  if (BARE_AMPERSAND.test(source.includes("<!") ? source.replace(OPAQUE, "") : source)) {
    return { malformed: "holds an ampersand that begins no character reference" };
  }
  if (depthOf(source) > MAX_DEPTH)
    return { malformed: `is nested deeper than ${MAX_DEPTH} levels` };
  const valid = XMLValidator.validate(source);
  if (valid !== true) return { malformed: `is not well-formed: ${valid.err.msg}` };
  const roots = (parser.parse(source) as readonly Parsed[])
    .map(toElement)
    .filter((element) => element !== undefined);
  const [root] = roots;
  if (!root) return { malformed: "has no root element" };
  if (roots.length > 1) return { malformed: "has more than one root element" };
  return root;
}

function toElement(parsed: Parsed): XmlElement | undefined {
  const name = Object.keys(parsed).find((key) => key !== ATTRIBUTES);
  if (name === undefined || name === TEXT) return undefined;
  const inner = parsed[name] as readonly Parsed[];
  return {
    name,
    attributes: (parsed[ATTRIBUTES] as Record<string, string> | undefined) ?? {},
    children: inner.map(toElement).filter((element) => element !== undefined),
    text: inner.map((part) => (typeof part[TEXT] === "string" ? part[TEXT] : "")).join(""),
  };
}

/** How deep tags nest, roughly but without recursion: enough to keep a bomb from the parser. */
function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of source.matchAll(/<\/?[A-Za-z_:][^>]*>/g)) {
    if (tag.startsWith("</")) depth--;
    else if (!tag.endsWith("/>")) deepest = Math.max(deepest, ++depth);
  }
  return deepest;
}
