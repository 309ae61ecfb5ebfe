import { XMLParser, XMLValidator } from "fast-xml-parser";
import { foldText } from "./fold-text.ts";
import { SoapFault } from "./soap-fault.ts";

/** An element with its namespaces resolved. */
export interface XmlElement {
  readonly local: string;
  readonly namespace: string;
  /** Empty where it has none. */
  readonly prefix: string;
  /** By name as written. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, CDATA included, without comments. */
  readonly text: string;
  /** Whether a comment stands directly inside. */
  readonly commented: boolean;
}

/** Elements inside elements; a call needs four. */
const MAX_DEPTH = 64;

const TEXT = "#text";
const CDATA = "#cdata";
const COMMENT = "#comment";
const ATTRIBUTES = ":@";
const PREFIX = "@";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIX,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  commentPropName: COMMENT,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

type Node = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, string>;

/** The root element of a well-formed message. Throws a `SoapFault` for anything else. */
export function parseXml(xml: string): XmlElement {
  checkCharacters(xml);
  const folded = foldText(xml);
  checkMarkup(folded.xml);
  const nodes = parse(folded.xml).filter((node) => elementName(node) !== undefined);
  const [root] = nodes;
  if (!root || nodes.length !== 1) throw new SoapFault("The message has no single root element.");
  const scope = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);
  return element(root, scope, folded.unfold);
}

function parse(xml: string): readonly Node[] {
  try {
    return parser.parse(xml) as readonly Node[];
  } catch {
    throw new SoapFault("The message is too deep or not well-formed.");
  }
}

function elementName(node: Node): string | undefined {
  return Object.keys(node).find((key) => ![TEXT, CDATA, COMMENT, ATTRIBUTES].includes(key));
}

function element(node: Node, outer: Scope, unfold: (text: string) => string): XmlElement {
  const name = elementName(node) ?? "";
  const attributes = new Map(
    Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>).map(([key, value]) => [
      key.slice(PREFIX.length),
      decodeReferences(value),
    ]),
  );
  const scope = declare(attributes, outer);
  for (const attribute of attributes.keys()) {
    if (attribute.includes(":") && !attribute.startsWith("xmlns:")) resolve(attribute, scope);
  }
  const inside = node[name] as readonly Node[];
  const children: XmlElement[] = [];
  let text = "";
  let commented = false;
  for (const child of inside) {
    if (TEXT in child) text += decodeReferences(unfold(String(child[TEXT])));
    else if (CDATA in child) text += unfold(cdataText(child[CDATA]));
    else if (COMMENT in child) commented = true;
    else children.push(element(child, scope, unfold));
  }
  return { ...resolve(name, scope), attributes, children, text, commented };
}

function cdataText(sections: unknown): string {
  return (sections as readonly Node[]).map((section) => String(section[TEXT] ?? "")).join("");
}

function declare(attributes: ReadonlyMap<string, string>, outer: Scope): Scope {
  let scope: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    scope ??= new Map(outer);
    scope.set(name.slice("xmlns:".length), value);
  }
  return scope ?? outer;
}

function resolve(name: string, scope: Scope): Pick<XmlElement, "local" | "namespace" | "prefix"> {
  const colon = name.indexOf(":");
  if (colon === -1) return { local: name, namespace: scope.get("") ?? "", prefix: "" };
  const prefix = name.slice(0, colon);
  const namespace = scope.get(prefix);
  if (!namespace) throw new SoapFault(`The prefix of ${name} is not declared.`);
  return { local: name.slice(colon + 1), namespace, prefix };
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x)?(#)?([^;]+);/g, (whole, hex?: string, decimal?: string, body = "") => {
    if (!hex && !decimal) return NAMED[body] ?? whole;
    const point = Number.parseInt(body, hex ? 16 : 10);
    const allowed =
      point >= 0x20
        ? point <= 0x10ffff && point !== 0xfffe && point !== 0xffff
        : [9, 10, 13].includes(point);
    if (!allowed || (point >= 0xd800 && point <= 0xdfff)) {
      throw new SoapFault("The message refers to a character that XML forbids.");
    }
    return String.fromCodePoint(point);
  });
}

/** Comments and CDATA sections, in which markup is text. */
const OPAQUE = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;

/** An ampersand that begins none of the five entities of XML and no character reference. */
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/;

/** What no XML document may hold (XML 1.0, 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Refuses characters that XML has not, wherever they stand. */
function checkCharacters(xml: string): void {
  if (FORBIDDEN.test(xml)) throw new SoapFault("The message holds a character that XML forbids.");
}

/**
 * Refuses what is not well-formed and, ALL-04, a DTD and entities of its own: nothing is ever
 * expanded or fetched but the five entities and character references.
 */
function checkMarkup(xml: string): void {
  const visible = xml.includes("<!") ? xml.replace(OPAQUE, "") : xml;
  if (visible.includes("<!")) throw new SoapFault("The message has a DTD, which is not accepted.");
  if (visible.includes("&") && FOREIGN_ENTITY.test(visible)) {
    throw new SoapFault("The message refers to an entity that XML does not define.");
  }
  const result = XMLValidator.validate(xml);
  if (result !== true) {
    throw new SoapFault(`The message is not well-formed XML (line ${result.err.line}).`);
  }
}
