import type { Call } from "../../../src/model/call.ts";
import type { BindingCodec } from "../../../src/wire/bindings/codec.ts";
import { endpoint } from "../../../src/wire/client/endpoint.ts";
import { curlRequest } from "../../../src/wire/curl/curl-request.ts";
import { payloadsOf, valueText } from "../../../src/wire/encode/value-text.ts";
import type { WireRequest, WireService } from "../../../src/wire/encode/wire-request.ts";
import { xmlEscape } from "../../../src/wire/encode/xml-escape.ts";

/** A made-up fifth binding, as somebody writes it who adds SOAP 1.2: this file stands for `src/wire/bindings/soap12.ts`. */
export const SOAP12: BindingCodec = {
  encode,
  curl: ({ call, service }) => {
    const { method, url, headers, body } = encode(call, service);
    const lines = Object.entries(headers).map(([name, value]) => [name, [String(value)]] as const);
    return curlRequest({ method, url: [url], headers: lines, body: [String(body)] });
  },
};

function encode(call: Call, service: WireService): WireRequest {
  const { name } = call.operation;
  const fields = call.arguments.map(
    (one) => `<${one.name}>${xmlEscape(valueText(one.value))}</${one.name}>`,
  );
  const soap = "http://www.w3.org/2003/05/soap-envelope";
  const body = `<${name} xmlns="urn:echo">${fields.join("")}</${name}>`;
  return {
    method: "POST",
    url: endpoint(service.baseUrl),
    headers: { "content-type": `application/soap+xml; charset=utf-8; action="urn:echo${name}"` },
    body: `<s:Envelope xmlns:s="${soap}"><s:Body>${body}</s:Body></s:Envelope>`,
    ...payloadsOf(call.arguments),
  };
}
