import { escapeMarkup, replaceForbidden } from "../xml/escape.ts";
import { SERVICE_NAMESPACE, SOAP_NAMESPACE } from "./read-soap.ts";
import type { SoapFault } from "./soap-fault.ts";

const START = `<?xml version="1.0" encoding="utf-8"?>\n<soap:Envelope xmlns:soap="${SOAP_NAMESPACE}"><soap:Body>`;
const END = "</soap:Body></soap:Envelope>";

/** The answer of an operation; `result` is the element of the answer, without a namespace, or text. */
export function renderSoap(operation: string, result: string): string {
  return `${START}<${operation}Response xmlns="${SERVICE_NAMESPACE}"><${operation}Result>${result}</${operation}Result></${operation}Response>${END}`;
}

/** A message that could not be handled (SOAP 1.1, 4.4). */
export function renderFault(fault: Pick<SoapFault, "faultCode" | "message">): string {
  const text = escapeMarkup(replaceForbidden(fault.message));
  return `${START}<soap:Fault><faultcode>soap:${fault.faultCode}</faultcode><faultstring>${text}</faultstring><detail /></soap:Fault>${END}`;
}
