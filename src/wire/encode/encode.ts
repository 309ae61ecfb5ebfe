import type { Call } from "../../model/call.ts";
import { hasHeader } from "../../model/header-lines.ts";
import { operationUrl } from "../client/endpoint.ts";
import { encodeMultipart } from "./multipart.ts";
import { encodeRest } from "./rest.ts";
import { encodeSoap11 } from "./soap11.ts";
import { pairs, payloadsOf } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/**
 * A call as the HTTP request of its binding. Pure: equal calls make equal requests. Every string
 * that a generator may come up with can be encoded; half surrogate pairs become U+FFFD where UTF-8
 * has to carry them.
 */
export function encode(call: Call, service: WireService): WireRequest {
  return withHeaders(encoded(call, service), service);
}

/** The lines that a service has with every request, after its own. */
export function withHeaders(request: WireRequest, { headers }: WireService): WireRequest {
  if (!headers) return request;
  const others = Object.entries(headers).filter(([name]) => !hasHeader(request.headers, name));
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(others) } };
}

function encoded(call: Call, service: WireService): WireRequest {
  switch (call.binding) {
    case "get":
      return encodeGet(call, service);
    case "post":
      return travelsAsMultipart(call, service)
        ? encodeMultipart(call, service)
        : encodePostForm(call, service);
    case "soap11":
      return encodeSoap11(call, service);
    case "rest":
      return encodeRest(call, service);
    default:
      return call.binding satisfies never;
  }
}

const NO_HEADERS = {};

/** `GET <baseUrl>/<Operation>?a=b`; bytes as base64. Without arguments there is no `?`. */
function encodeGet(call: Call, service: WireService): WireRequest {
  const url = operationUrl(service.baseUrl, call.operation.name);
  const query = pairs(call.arguments);
  return {
    method: call.method ?? "GET",
    url: query === "" ? url : `${url}?${query}`,
    headers: NO_HEADERS,
    body: null,
    ...payloadsOf(call.arguments),
  };
}

const FORM_HEADERS = { "content-type": "application/x-www-form-urlencoded" };

/** `POST <baseUrl>/<Operation>` with a urlencoded form; a space is `%20`, bytes are base64. */
function encodePostForm(call: Call, service: WireService): WireRequest {
  return {
    method: call.method ?? "POST",
    url: operationUrl(service.baseUrl, call.operation.name),
    headers: FORM_HEADERS,
    body: pairs(call.arguments),
    ...payloadsOf(call.arguments),
  };
}

/** Only a POST that carries bytes, and only to a service that takes them so. */
export function travelsAsMultipart(call: Call, service: WireService): boolean {
  return (
    call.binding === "post" &&
    service.bytesInForms === "multipart" &&
    call.arguments.some(({ value }) => typeof value !== "string")
  );
}
