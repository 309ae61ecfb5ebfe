import type { Call } from "../../model/call.ts";
import { operationUrl } from "../client/endpoint.ts";
import { pairs, payloadsOf } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

const NO_HEADERS = {};

/** `GET <baseUrl>/<Operation>?a=b`; bytes as base64. Without arguments there is no `?`. */
export function encodeGet(call: Call, service: WireService): WireRequest {
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
