import { charsetOf } from "../../judge/answer/charset-of.ts";
import { parseXml } from "../../judge/answer/parse-xml.ts";
import { headerOf as onlyValueOf } from "../../model/header-lines.ts";
import type { HarEntry } from "./read-har.ts";

/** Parameters of a call as it carried them, by their names; undefined for what nobody is sure how it reads. */
export type Fields = ReadonlyMap<string, string> | undefined;

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const XML = /^text\/xml\s*(?:;|$)/i;
const SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
/** Beside that of SOAP and of the service, what toolkits declare and do not use. */
const HARMLESS_NAMESPACES = [
  "http://www.w3.org/2001/XMLSchema",
  "http://www.w3.org/2001/XMLSchema-instance",
];

/** An XML declaration lies in the first characters. */
const DECLARATION_CHARS = 200;

export function headerOf({ request }: HarEntry, wanted: string): string | undefined {
  return onlyValueOf(request.headers, wanted);
}

/** `a=b&c=d` of a query or a form; a name that comes twice, or an escape that is none, makes it unsure. */
export function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>();
  if (text === "") return fields;
  for (const pair of text.split("&")) {
    const at = pair.indexOf("=");
    const name = at < 0 ? undefined : decoded(pair.slice(0, at));
    const value = decoded(pair.slice(at + 1));
    if (name === undefined || name === "" || value === undefined || fields.has(name))
      return undefined;
    fields.set(name, value);
  }
  return fields;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** The body of a form in UTF-8. */
export function formFields(entry: HarEntry): Fields {
  const type = headerOf(entry, "content-type") ?? "";
  const { body } = entry.request;
  if (!FORM.test(type) || !isUtf8(type) || !body) return undefined;
  return fieldsOf(body.toString("utf8"));
}

function isUtf8(type: string): boolean {
  return /^utf-?8$/i.test(charsetOf(type) ?? "utf-8");
}

/**
 * The parameters of a SOAP 1.1 call, document/literal wrapped, as toolkits write it: nothing in the header, no
 * attributes, no text beside elements. Whatever is odd about an envelope makes it unsure.
 */
export function soapFields(
  entry: HarEntry,
): { name: string; namespace: string; fields: Fields } | undefined {
  const type = headerOf(entry, "content-type") ?? "";
  const { body } = entry.request;
  if (!XML.test(type) || !isUtf8(type) || !body) return undefined;
  const text = body.toString("utf8");
  if (!Buffer.from(text).equals(body) || isOdd(text)) return undefined;
  const root = parseXml(text);
  if ("malformed" in root || root.name !== "Envelope") return undefined;
  const [inner, ...others] = root.children;
  const [call, ...more] = inner?.name === "Body" ? inner.children : [];
  if (!call || others.length > 0 || more.length > 0) return undefined;
  const namespace = namespaceOfAction(entry, call.name);
  if (call.text.trim() !== "" || namespace === undefined) return undefined;
  if (!namespacesIn(text).includes(namespace)) return undefined;
  const fields = new Map<string, string>();
  for (const { name, attributes, children, text: value } of call.children) {
    if (fields.has(name) || children.length > 0 || Object.keys(attributes).length > 0) {
      return undefined;
    }
    fields.set(name, value);
  }
  return { name: call.name, namespace, fields };
}

/** What the action has before the name of the operation; undefined where it names another, or none. */
function namespaceOfAction(entry: HarEntry, operation: string): string | undefined {
  const action = headerOf(entry, "soapaction")?.replace(/^"(.*)"$/, "$1");
  return action?.endsWith(operation) ? action.slice(0, -operation.length) : undefined;
}

/** Whether an envelope has what a plain one has not: comments, CDATA, instructions, other namespaces. */
function isOdd(text: string): boolean {
  if (/<!|<\?(?!xml\s[^>]*\?>)/.test(text)) return true;
  const head = text.startsWith("<?xml") ? text.slice(0, DECLARATION_CHARS) : "";
  const [, encoding = "utf-8"] =
    /encoding\s*=\s*["']([\w.-]+)/.exec(head.split("?>")[0] ?? "") ?? [];
  if (!/^utf-?8$/i.test(encoding)) return true;
  const declared = namespacesIn(text);
  const own = new Set(declared.filter((one) => one !== SOAP_11 && !isHarmless(one)));
  return !declared.includes(SOAP_11) || own.size !== 1;
}

function namespacesIn(text: string): readonly string[] {
  const declarations = text.matchAll(/\sxmlns(?::[\w.-]+)?\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return [...declarations].map(([, double, single]) => double ?? single ?? "");
}

function isHarmless(namespace: string): boolean {
  return HARMLESS_NAMESPACES.includes(namespace);
}
