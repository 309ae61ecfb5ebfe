import { SaxesParser } from "saxes";
import { parseXml } from "../../judge/answer/parse-xml.ts";
import { type Binding, bindingsThat } from "../../model/binding.ts";
import { type FilePosition, UsageError } from "../../model/errors.ts";
import { textPositions } from "../../schema/text-positions.ts";

/** What a WSDL 1.1 description says that a targets file can say, too. */
export interface Wsdl {
  /** Names of the operations of its port types, in their order, each once. */
  readonly operations: readonly string[];
  /** The addresses of its ports. */
  readonly ports: readonly WsdlPort[];
  /** Names of the parameters of each operation, as its schema spells them. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

export interface WsdlPort {
  readonly address: string;
  /** Undefined for one that Assay does not have. */
  readonly over: Binding | undefined;
}

const WSDL = "http://schemas.xmlsoap.org/wsdl/";
const WSDL_2 = "http://www.w3.org/ns/wsdl";
const SCHEMA = "http://www.w3.org/2001/XMLSchema";
/** The namespaces of the elements that say how a binding goes over the wire all begin so. */
const HOW = /^http:\/\/schemas\.xmlsoap\.org\/wsdl\/(?:soap|soap12|http)\/$/;
const IS_FETCHED = "fetch it with: curl -o service.wsdl 'http://…?WSDL'";

/**
 * Reads a WSDL 1.1 document, with the bounds that answers have: no document type declaration, so much depth
 * and so many elements.
 *
 * @param file its name, for messages
 * @throws UsageError (`wsdl-invalid`) for what is none, with the place
 */
export function readWsdl(file: string, text: string): Wsdl {
  const refuse = (message: string, at: FilePosition, hint: string): UsageError =>
    new UsageError("wsdl-invalid", [{ message, at, hint }]);
  const root = parseXml(text);
  if ("malformed" in root) {
    throw refuse(`the file ${root.malformed}`, placeOf(file, text, root.malformed), IS_FETCHED);
  }
  const elements = elementsOf(text);
  const [first] = elements;
  if (first?.uri === WSDL_2) {
    const message = "this is WSDL 2.0, and only WSDL 1.1 is read";
    throw refuse(message, { file, line: 1 }, "ask the server for ?WSDL");
  }
  if (first?.uri !== WSDL || first.local !== "definitions") {
    const message = `this is not a WSDL: its root is <${root.name}>, not <definitions>`;
    throw refuse(message, { file, line: 1 }, IS_FETCHED);
  }
  const operations = new Set(
    elements
      .filter(({ path }) => path === "definitions/portType/operation")
      .flatMap(({ attributes }) => attributes["name"] ?? []),
  );
  if (operations.size === 0) {
    const message = "the WSDL describes no operation";
    const hint = "where it imports another WSDL that does, give that one";
    throw refuse(message, { file, line: 1 }, hint);
  }
  return {
    operations: [...operations],
    ports: portsOf(elements),
    parameters: parametersOf(elements, operations),
  };
}

/** An element where it stands, `definitions/service/port`, by local names. */
interface WsdlElement {
  readonly uri: string;
  readonly local: string;
  readonly path: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The names of the elements that it stands in, from the outside. */
  readonly within: readonly string[];
}

/** All elements with their namespaces; the text is well-formed and within bounds already. */
function elementsOf(text: string): readonly WsdlElement[] {
  const parser = new SaxesParser({ xmlns: true });
  const found: WsdlElement[] = [];
  const open: { readonly local: string; readonly name: string }[] = [];
  parser.on("opentag", ({ local, uri, attributes: written }) => {
    const attributes = Object.fromEntries(
      Object.values(written).map(({ name, value }) => [name, value]),
    );
    const within = open.map(({ name }) => name);
    open.push({ local, name: attributes["name"] ?? "" });
    found.push({ uri, local, path: open.map((one) => one.local).join("/"), attributes, within });
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return found;
}

/** Each port by its binding: over what it goes the elements inside say, by their namespaces. */
function portsOf(elements: readonly WsdlElement[]): readonly WsdlPort[] {
  const ways = new Map<string, WsdlPort["over"]>();
  for (const { path, uri, attributes, within } of elements) {
    if (path !== "definitions/binding/binding") continue;
    const verb = attributes["verb"]?.toUpperCase();
    if (!HOW.test(uri)) continue;
    const [over] = bindingsThat(({ wsdl }) => wsdl?.namespace === uri && isVerb(wsdl.verb, verb));
    ways.set(within.at(-1) ?? "", over);
  }
  let binding = "";
  return elements.flatMap(({ path, attributes }): WsdlPort[] => {
    if (path === "definitions/service/port") binding = localName(attributes["binding"] ?? "");
    const address = attributes["location"];
    const over = ways.get(binding);
    const isAddress = path === "definitions/service/port/address";
    return isAddress && address !== undefined && ways.has(binding) ? [{ address, over }] : [];
  });
}

/** Whatever is no GET has a body. */
function isVerb(wanted: string | undefined, verb: string | undefined): boolean {
  return wanted === undefined || (wanted === "GET") === (verb === "GET");
}

/** Of document/literal wrapped: the elements inside that of an operation's name. */
function parametersOf(
  elements: readonly WsdlElement[],
  operations: ReadonlySet<string>,
): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const { uri, local, attributes, within, path } of elements) {
    if (uri !== SCHEMA || local !== "element") continue;
    const depth = path.split("/").indexOf("element");
    const owner = within[depth];
    const { name } = attributes;
    if (owner === undefined || name === undefined || !operations.has(owner)) continue;
    const names = found.get(owner);
    if (names) names.push(name);
    else found.set(owner, [name]);
  }
  return Object.fromEntries(found);
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Where the parser stopped, or the declaration that it does not take. */
function placeOf(file: string, text: string, why: string): FilePosition {
  const [, line, column] = /\(line (\d+), column (\d+)\)/.exec(why) ?? [];
  if (line !== undefined) return { file, line: Number(line), column: Number(column) };
  const doctype = text.indexOf("<!DOCTYPE");
  return doctype >= 0 ? textPositions(file, text)(doctype) : { file, line: 1 };
}
