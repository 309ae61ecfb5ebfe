import type { Call } from "../../model/call.ts";
import { hasHeader } from "../../model/header-lines.ts";
import { CODECS } from "../bindings/codecs.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/**
 * A call as the HTTP request of its binding. Pure: equal calls make equal requests. Every string
 * that a generator may come up with can be encoded; half surrogate pairs become U+FFFD where UTF-8
 * has to carry them.
 */
export function encode(call: Call, service: WireService): WireRequest {
  return withHeaders(CODECS[call.binding].encode(call, service), service);
}

/** The lines that a service has with every request, after its own. */
export function withHeaders(request: WireRequest, { headers }: WireService): WireRequest {
  if (!headers) return request;
  const others = Object.entries(headers).filter(([name]) => !hasHeader(request.headers, name));
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(others) } };
}
