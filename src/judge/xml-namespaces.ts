import type { XmlName } from "./read-xml-name.ts";
import { NotWellFormed, shownName } from "./xml-refused.ts";

/** The prefixes that are declared at a place, each with its namespace. */
export type XmlPrefixes = ReadonlyMap<string, string>;

const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";

/** What is declared before anything is (Namespaces in XML 1.0, section 3). */
export const PREDECLARED: XmlPrefixes = new Map([["xml", XML]]);

/** An attribute of a start tag, its value read. */
export interface XmlAttribute {
  readonly name: XmlName;
  readonly value: string;
}

/** Whether an attribute declares a namespace: `xmlns` or `xmlns:prefix`. */
export function isDeclaration({ name }: XmlAttribute): boolean {
  return name.prefix === "xmlns" || name.written === "xmlns";
}

/**
 * The prefixes inside an element: those around it and those that it declares.
 *
 * @throws NotWellFormed for a declaration that Namespaces in XML 1.0 forbids
 */
export function declaredPrefixes(
  attributes: readonly XmlAttribute[],
  outer: XmlPrefixes,
): XmlPrefixes {
  const declarations = attributes.filter(isDeclaration);
  if (declarations.length === 0) return outer;
  for (const { name, value } of declarations) checkDeclaration(name, value);
  const own = declarations.filter(({ name }) => name.prefix !== "");
  if (own.length === 0) return outer;
  return new Map([...outer, ...own.map(({ name, value }) => [name.local, value] as const)]);
}

/** @throws NotWellFormed when a prefix is not declared, or two attributes are the same one */
export function checkPrefixes(
  element: XmlName,
  attributes: readonly XmlAttribute[],
  prefixes: XmlPrefixes,
): void {
  if (element.prefix !== "") namespaceOf(element, prefixes);
  const prefixed = attributes.filter(
    (attribute) => attribute.name.prefix !== "" && !isDeclaration(attribute),
  );
  const expanded = prefixed.map(({ name }) => `${namespaceOf(name, prefixes)} ${name.local}`);
  if (new Set(expanded).size < expanded.length) {
    throw new NotWellFormed(`<${shownName(element.written)}> has an attribute twice`);
  }
}

function namespaceOf({ prefix }: XmlName, prefixes: XmlPrefixes): string {
  const namespace = prefixes.get(prefix);
  if (namespace !== undefined) return namespace;
  throw new NotWellFormed(`nothing declares the prefix ${shownName(prefix)}`);
}

/** Section 3: `xml` and `xmlns` are taken; section 2.2: a prefix cannot be undeclared. */
function checkDeclaration({ prefix, local, written }: XmlName, namespace: string): void {
  const isXml = prefix === "xmlns" && local === "xml";
  const wrong =
    isXml !== (namespace === XML) ||
    namespace === XMLNS ||
    written === "xmlns:xmlns" ||
    (prefix === "xmlns" && namespace === "");
  if (wrong) throw new NotWellFormed(`${shownName(written)} cannot be declared so`);
}
