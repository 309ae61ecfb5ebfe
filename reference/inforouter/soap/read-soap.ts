import type { SoapStyle, SoapVersion } from "../../dialect/soap-style.ts";
import type { Faults } from "../../faults.ts";
import { decodeXml } from "./decode-xml.ts";
import { expandEntities } from "./expand-entities.ts";
import { misreadXml, type XmlFault } from "./misread-xml.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { checkAction, SERVICE_NAMESPACE, soapAction } from "./soap-action.ts";
import { SoapFault } from "./soap-fault.ts";
import { SOAP_VERSIONS } from "./soap-versions.ts";

/** A SOAP request as it came. */
export interface SoapRequest {
  readonly version: SoapVersion;
  readonly body: Buffer;
  readonly contentType: string;
  /** The header SOAPAction. */
  readonly action: string | undefined;
}

/** What a SOAP message asks for. */
export interface SoapCall {
  /** The local name of the element in the body. */
  readonly operation: string;
  /** Of a repeated element the first counts; one that is `xsi:nil` is absent. */
  readonly values: ReadonlyMap<string, string>;
}

type Fault = "soap-expands-entities" | XmlFault;

/** Reads a SOAP message; its elements are known by local name. Throws a `SoapFault`. */
export function readSoap(request: SoapRequest, style: SoapStyle, faults: Faults<Fault>): SoapCall {
  const { version, body, contentType } = request;
  const xml = misreadXml(decodeXml(body, contentType), faults);
  // ALL-04: a DTD is refused by parseXml
  const envelope = parseXml(faults.has("soap-expands-entities") ? expandEntities(xml) : xml);
  if (envelope.local !== "Envelope") throw new SoapFault("The message is no SOAP envelope.");
  if (envelope.namespace !== SOAP_VERSIONS[version].namespace) {
    throw new SoapFault(`The envelope is not of SOAP ${version}.`, "VersionMismatch");
  }
  const [call, ...more] = envelope.children.find((child) => child.local === "Body")?.children ?? [];
  if (!call || more.length > 0) throw new SoapFault("The body must hold one element.");
  if (!isSeen(call, style)) throw new SoapFault(`The element ${call.local} was not expected.`);
  checkAction(soapAction(version, request.action, contentType), call.local, version, style);
  return { operation: call.local, values: readValues(call, style) };
}

function readValues(call: XmlElement, style: SoapStyle): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const child of call.children) {
    if (child.children.length > 0) throw new SoapFault(`${child.local} holds elements.`);
    if (child.commented && style.comments === "refused") {
      throw new SoapFault(`${child.local} holds a comment.`);
    }
    if (values.has(child.local) || isNil(child) || !isSeen(child, style)) continue;
    values.set(child.local, child.text);
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
