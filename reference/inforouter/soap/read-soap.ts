import type { Faults } from "../../faults.ts";
import { decodeXml } from "./decode-xml.ts";
import { expandEntities } from "./expand-entities.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { SoapFault } from "./soap-fault.ts";

export const SOAP_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";
export const SERVICE_NAMESPACE = "http://tempuri.org/";

/** What a SOAP message asks for. */
export interface SoapCall {
  /** The local name of the element in the body. */
  readonly operation: string;
  /** Of a repeated element the first counts; one that is `xsi:nil` is absent. */
  readonly values: ReadonlyMap<string, string>;
}

type Fault = "soap-expands-entities";

/** Reads a SOAP 1.1 message; its elements are known by local name. Throws a `SoapFault`. */
export function readSoap(
  body: Buffer,
  contentType: string,
  soapAction: string | undefined,
  faults: Faults<Fault>,
): SoapCall {
  const xml = decodeXml(body, contentType);
  // ALL-04: a DTD is refused by parseXml
  const envelope = parseXml(faults.has("soap-expands-entities") ? expandEntities(xml) : xml);
  if (envelope.local !== "Envelope") throw new SoapFault("The message is no SOAP envelope.");
  if (envelope.namespace !== SOAP_NAMESPACE) {
    throw new SoapFault("The envelope is not of SOAP 1.1.", "VersionMismatch");
  }
  const [call, ...more] = envelope.children.find((child) => child.local === "Body")?.children ?? [];
  if (!call || more.length > 0) throw new SoapFault("The body must hold one element.");
  checkAction(soapAction, call.local);
  return { operation: call.local, values: readValues(call) };
}

// CUH-04, DUH-04, DDH-04: the action names the operation; quotes and the header itself may be left out
function checkAction(header: string | undefined, operation: string): void {
  const action = header?.trim().replace(/^"(.*)"$/, "$1") ?? "";
  if (action === "" || action === `${SERVICE_NAMESPACE}${operation}`) return;
  throw new SoapFault(`The SOAPAction does not belong to ${operation}.`);
}

function readValues(call: XmlElement): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const child of call.children) {
    if (child.children.length > 0) throw new SoapFault(`${child.local} holds elements.`);
    if (!values.has(child.local) && !isNil(child)) values.set(child.local, child.text);
  }
  return values;
}

function isNil({ attributes }: XmlElement): boolean {
  for (const [name, value] of attributes) {
    if (name.endsWith(":nil") && (value === "true" || value === "1")) return true;
  }
  return false;
}
