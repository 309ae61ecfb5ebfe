import { parseXml } from "../judge/answer/parse-xml.ts";
import { headerOf } from "../model/header-lines.ts";
import type { Operation } from "../model/operation.ts";
import { namespaceOf, soapHeaders } from "../wire/encode/soap11.ts";
import { isOfType, type Pair, utf8Of } from "./read-pairs.ts";
import type { SeenMessage } from "./seen-exchange.ts";

const SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
/** Beside that of SOAP and of the service, what toolkits declare and do not use. */
const HARMLESS: readonly string[] = [
  "http://www.w3.org/2001/XMLSchema",
  "http://www.w3.org/2001/XMLSchema-instance",
];
const OTHER_ENCODING = /^<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["'])/i;
/** A comment, CDATA, a DTD, or an instruction. */
const ODD_MARKUP = /<!|<\?(?!xml\s[^>]*\?>)/;

/**
 * The children of the element that is named as the operation, in the body of an envelope that every reader takes
 * for the same: of SOAP 1.1 as toolkits write it, in UTF-8 and the namespace of its SOAPAction, with nothing in
 * the header, no attributes, and no text beside elements. Undefined where anything is odd about it.
 */
export function fromEnvelope(
  operation: Operation,
  { lines, body }: Pick<SeenMessage, "lines" | "body">,
): readonly Pair[] | undefined {
  const action = headerOf(lines, "soapaction")?.replaceAll('"', "");
  const documented = soapHeaders(operation).soapaction.replaceAll('"', "");
  const text = body && utf8Of(body);
  if (action !== documented || !isOfType(lines, "text/xml") || text === undefined) return undefined;
  if (OTHER_ENCODING.test(text) || ODD_MARKUP.test(text)) return undefined;
  if (!isOfNamespaces(text, namespaceOf(operation))) return undefined;
  const root = parseXml(text);
  if ("malformed" in root || root.name !== "Envelope") return undefined;
  // A header may ask for anything.
  const [inside, ...others] = root.children;
  const [called, ...more] = inside?.children ?? [];
  if (inside?.name !== "Body" || others.length + more.length > 0) return undefined;
  if (called?.name !== operation.name || called.text.trim() !== "") return undefined;
  const isOdd = called.children.some(
    ({ children, attributes }) => children.length > 0 || Object.keys(attributes).length > 0,
  );
  return isOdd ? undefined : called.children.map(({ name, text: value }): Pair => [name, value]);
}

/** Whether an envelope declares SOAP and one other namespace that may stand for something. */
function isOfNamespaces(text: string, own: string): boolean {
  const found = text.matchAll(/\sxmlns(?::[\w.-]+)?\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  const declared = new Set([...found].map(([, double, single]) => double ?? single ?? ""));
  for (const one of HARMLESS) declared.delete(one);
  return declared.size === 2 && declared.has(SOAP_11) && declared.has(own);
}
