import type { Call } from "../../model/call.ts";
import { endpoint } from "../../wire/client/endpoint.ts";
import { withHeaders } from "../../wire/encode/encode.ts";
import { namespaceOf, soapHeaders } from "../../wire/encode/soap11.ts";
import { valueText } from "../../wire/encode/value-text.ts";
import type { WireRequest, WireService } from "../../wire/encode/wire-request.ts";
import { xmlEscape } from "../../wire/encode/xml-escape.ts";

const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

/** How a SOAP 1.1 message is written; everything left out is as usual. */
export interface EnvelopeStyle {
  /** Before the envelope. */
  readonly prolog?: string;
  /** Of the elements of SOAP; an empty one makes its namespace the default. */
  readonly soap?: string;
  /** Of the operation and its parameters; an empty one makes its namespace the default. */
  readonly own?: string;
  /** Where the prefix of the operation is declared. */
  readonly declaredAt?: "envelope" | "operation";
  /** Between all elements but around no value. */
  readonly between?: string;
  /** Before the body. */
  readonly header?: string;
  /** After the last parameter. */
  readonly extra?: string;
  /** Before each parameter. */
  readonly amid?: string;
  /** The value of a parameter, as XML; it is given as text. */
  readonly value?: (text: string, name: string) => string;
  readonly quote?: "'" | '"';
  /** Default UTF-8. */
  readonly encoding?: "utf16le" | "latin1";
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call as a SOAP 1.1 message of a certain style. */
export function writeEnvelope(call: Call, service: WireService, style: EnvelopeStyle): WireRequest {
  const { prolog = '<?xml version="1.0" encoding="utf-8"?>', between = "", quote = '"' } = style;
  const { soap = "soap", own = "", declaredAt = "operation", value = xmlEscape } = style;
  const { name: operation } = call.operation;
  const declare = (prefix: string, namespace: string): string =>
    ` xmlns${prefix === "" ? "" : `:${prefix}`}=${quote}${namespace}${quote}`;
  const named = (prefix: string, local: string): string =>
    prefix === "" ? local : `${prefix}:${local}`;
  const outer = declaredAt === "envelope" ? declare(own, namespaceOf(call.operation)) : "";
  const inner = declaredAt === "envelope" ? "" : declare(own, namespaceOf(call.operation));
  const fields = call.arguments.map(({ name, value: given }) => {
    const text = value(valueText(given), name);
    return `${style.amid ?? ""}<${named(own, name)}>${text}</${named(own, name)}>`;
  });
  const header =
    style.header === undefined
      ? []
      : [`<${named(soap, "Header")}>${style.header}</${named(soap, "Header")}>`];
  const body = [
    `${prolog}<${named(soap, "Envelope")}${declare(soap, ENVELOPE)}${outer}>`,
    ...header,
    `<${named(soap, "Body")}>`,
    `<${named(own, operation)}${inner}>`,
    ...fields,
    ...(style.extra === undefined ? [] : [style.extra]),
    `</${named(own, operation)}>`,
    `</${named(soap, "Body")}>`,
    `</${named(soap, "Envelope")}>`,
  ].join(between);
  const headers = { ...soapHeaders(call.operation), ...style.headers };
  const url = endpoint(service.baseUrl);
  const written = style.encoding === undefined ? body : Buffer.from(body, style.encoding);
  return withHeaders({ method: "POST", url, headers, body: written }, service);
}
