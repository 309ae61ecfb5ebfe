import type { Call } from "../../model/call.ts";
import type { Operation } from "../../model/operation.ts";
import { endpoint } from "../client/endpoint.ts";
import { isLarge, LongBody, type PayloadPart } from "./long-body.ts";
import { payloadsOf, valueText } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";
import { xmlEscape } from "./xml-escape.ts";

/** The namespace of every ASMX service that never chose one. */
const NO_NAMESPACE_OF_ITS_OWN = "http://tempuri.org/";

/** What qualifies an operation and its elements; the name after it is the SOAPAction. */
export function namespaceOf({ namespace }: Pick<Operation, "namespace">): string {
  return namespace ?? NO_NAMESPACE_OF_ITS_OWN;
}

/**
 * SOAP 1.1: `POST <baseUrl>` with the quoted SOAPAction. Values are escaped by {@link xmlEscape},
 * bytes are base64Binary. Names of arguments are trusted to be XML names.
 */
export function encodeSoap11(call: Call, service: WireService): WireRequest {
  return {
    method: call.method ?? "POST",
    url: endpoint(service.baseUrl),
    headers: soapHeaders(call.operation),
    body: bodyOf(call),
    ...payloadsOf(call.arguments),
  };
}

function bodyOf({ operation, arguments: args }: Call): string | LongBody {
  const { head, tail } = envelope(operation);
  const before: (string | PayloadPart)[] = [];
  let body = head;
  for (const { name, value } of args) {
    body += `<${name}>`;
    if (typeof value === "string") body += xmlEscape(value);
    else if (isLarge(value)) {
      before.push(body, { payload: value, as: "base64" });
      body = "";
    } else body += valueText(value);
    body += `</${name}>`;
  }
  return before.length === 0 ? body + tail : new LongBody([...before, body + tail]);
}

/** What stands before and after the arguments. */
export function envelope(operation: Operation): { readonly head: string; readonly tail: string } {
  const { name } = operation;
  return {
    head:
      '<?xml version="1.0" encoding="utf-8"?>\n' +
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
      `<${name} xmlns="${namespaceOf(operation)}">`,
    tail: `</${name}></soap:Body></soap:Envelope>`,
  };
}

export function soapHeaders(operation: Operation): {
  readonly "content-type": string;
  readonly soapaction: string;
} {
  return {
    "content-type": "text/xml; charset=utf-8",
    soapaction: `"${namespaceOf(operation)}${operation.name}"`,
  };
}
