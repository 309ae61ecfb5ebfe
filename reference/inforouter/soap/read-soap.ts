import type { SoapStyle } from "../../dialect/soap-style.ts";
import type { Faults } from "../../faults.ts";
import { receiveSoap, type SoapFaultName, seesParameter } from "../../reported/soap.ts";
import { type FoldedMessage, foldMessage } from "../long-text.ts";
import { misreadXml, type XmlFault } from "./misread-xml.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { checkAction, SERVICE_NAMESPACE, soapAction } from "./soap-action.ts";
import { SoapFault } from "./soap-fault.ts";
import type { SoapRequest } from "./soap-request.ts";
import { SOAP_VERSIONS } from "./soap-versions.ts";

/** What a SOAP message asks for. */
export interface SoapCall {
  /** The local name of the element in the body. */
  readonly operation: string;
  /** Of a repeated element the first counts; one that is `xsi:nil` is absent. */
  readonly values: ReadonlyMap<string, string>;
  /** What stands for a long text in the values. */
  readonly folded: FoldedMessage | undefined;
}

type Fault =
  | "soap-expands-entities"
  | "soap-latin-1-is-read-as-utf-8"
  | "soap-headers-are-passed-over"
  | "soap-does-what-the-action-says"
  | SoapFaultName
  | XmlFault;

/** Reads a SOAP message; its elements are known by local name. Throws a `SoapFault`. */
export function readSoap(received: SoapRequest, style: SoapStyle, faults: Faults<Fault>): SoapCall {
  const request = receiveSoap(received, faults);
  const { version, body, contentType } = request;
  const folded = foldMessage(body);
  const xml = misreadXml(decodeXml(folded?.body ?? body, contentType, faults), faults);
  // ALL-04: a DTD is refused by parseXml
  const envelope = parseXml(faults.has("soap-expands-entities") ? expandEntities(xml) : xml);
  if (envelope.local !== "Envelope") throw new SoapFault("The message is no SOAP envelope.");
  if (envelope.namespace !== SOAP_VERSIONS[version].namespace) {
    throw new SoapFault(`The envelope is not of SOAP ${version}.`, "VersionMismatch");
  }
  // ALL-17: no header entry is understood
  if (!faults.has("soap-headers-are-passed-over")) refuseEntries(envelope);
  const [call, ...more] = envelope.children.find((child) => child.local === "Body")?.children ?? [];
  if (!call || more.length > 0) throw new SoapFault("The body must hold one element.");
  if (!isSeen(call, style)) throw new SoapFault(`The element ${call.local} was not expected.`);
  const action = soapAction(version, request.action, contentType);
  if (action && faults.has("soap-does-what-the-action-says")) {
    const operation = action.replace(SERVICE_NAMESPACE, "");
    return { operation, values: readValues(call, style, faults), folded };
  }
  // ALL-18: an action that names another operation is refused, or of no account
  checkAction(action, call.local, version, style);
  return { operation: call.local, values: readValues(call, style, faults), folded };
}

const DTD = /<!DOCTYPE[^[>]*(?:\[([\s\S]*?)\]\s*)?>/;
const ENTITY_DECLARATION = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;

/** What the fault `soap-expands-entities` does: takes the DTD off and puts its entities in. */
function expandEntities(xml: string): string {
  const dtd = DTD.exec(xml);
  let expanded = xml.replace(DTD, "");
  for (const [, name, double, single] of dtd?.[1]?.matchAll(ENTITY_DECLARATION) ?? []) {
    expanded = expanded.replaceAll(`&${name};`, double ?? single ?? "");
  }
  return expanded;
}

/** The text of an XML message by its byte order mark, else its charset, else as UTF-8. */
function decodeXml(body: Buffer, contentType: string, faults: Faults<Fault>): string {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? "utf-8";
  const isMisread = faults.has("soap-latin-1-is-read-as-utf-8") && /^iso-8859-1$/i.test(named);
  const charset = isMisread ? "utf-8" : named;
  const encoding = markedEncoding(body) ?? charset;
  try {
    // `fatal`: bytes that the encoding does not know are refused; the mark is taken off
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    throw new SoapFault(`The message is not in the encoding ${encoding}.`);
  }
}

function markedEncoding(body: Buffer): string | undefined {
  const [first, second] = body;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xef && second === 0xbb ? "utf-8" : undefined;
}

/** The role of whoever reads the message next (SOAP 1.1, 4.2.2; SOAP 1.2 part 1, 2.2). */
const NEXT =
  /^(?:|http:\/\/schemas\.xmlsoap\.org\/soap\/actor\/next|http:\/\/www\.w3\.org\/2003\/05\/soap-envelope\/role\/(?:next|ultimateReceiver))$/;

/** SOAP 1.1, 4.2.3: an entry for this server that must be understood, and is not, fails the message. */
function refuseEntries(envelope: XmlElement): void {
  const header = envelope.children.find(({ local }) => local === "Header");
  for (const { local, attributes } of header?.children ?? []) {
    const of = (name: string) =>
      [...attributes].find(([key]) => key.replace(/^.*:/, "") === name)?.[1] ?? "";
    const isOurs = NEXT.test(of("actor") || of("role"));
    if (isOurs && /^(?:1|true)$/.test(of("mustUnderstand"))) {
      throw new SoapFault(`The header entry ${local} is not understood.`, "MustUnderstand");
    }
  }
}

function readValues(
  call: XmlElement,
  style: SoapStyle,
  faults: Faults<Fault>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const child of call.children) {
    if (child.children.length > 0) throw new SoapFault(`${child.local} holds elements.`);
    if (child.commented && style.comments === "refused") {
      throw new SoapFault(`${child.local} holds a comment.`);
    }
    if (values.has(child.local) || isNil(child) || !isSeen(child, style)) continue;
    if (seesParameter(child, faults)) values.set(child.local, child.text);
  }
  return values;
}

function isSeen({ namespace }: XmlElement, { exactNamespace }: SoapStyle): boolean {
  return !exactNamespace || namespace === SERVICE_NAMESPACE;
}

function isNil({ attributes }: XmlElement): boolean {
  for (const [name, value] of attributes) {
    if (name.endsWith(":nil") && (value === "true" || value === "1")) return true;
  }
  return false;
}
