import type { Call } from "../../model/call.ts";
import { endpoint } from "../client/endpoint.ts";
import { payloadsOf, valueText } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";
import { xmlEscape } from "./xml-escape.ts";

/** The namespace of every ASMX service that never chose one; the vendor's is such a service. */
const NAMESPACE = "http://tempuri.org/";

/**
 * SOAP 1.1: `POST <baseUrl>` with the quoted SOAPAction. Values are escaped by {@link xmlEscape},
 * bytes are base64Binary. Names of arguments are trusted to be XML names.
 */
export function encodeSoap11(call: Call, service: WireService): WireRequest {
  const { head, tail } = envelope(call.operation.name);
  let body = head;
  for (const { name, value } of call.arguments) {
    const text = typeof value === "string" ? xmlEscape(value) : valueText(value);
    body += `<${name}>${text}</${name}>`;
  }
  return {
    method: call.method ?? "POST",
    url: endpoint(service.baseUrl),
    headers: soapHeaders(call.operation.name),
    body: body + tail,
    ...payloadsOf(call.arguments),
  };
}

/** What stands before and after the arguments. */
export function envelope(operation: string): { readonly head: string; readonly tail: string } {
  return {
    head:
      '<?xml version="1.0" encoding="utf-8"?>\n' +
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
      `<${operation} xmlns="${NAMESPACE}">`,
    tail: `</${operation}></soap:Body></soap:Envelope>`,
  };
}

export function soapHeaders(operation: string): {
  readonly "content-type": string;
  readonly soapaction: string;
} {
  return {
    "content-type": "text/xml; charset=utf-8",
    soapaction: `"${NAMESPACE}${operation}"`,
  };
}
