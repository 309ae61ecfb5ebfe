import type { Call } from "../../model/call.ts";
import { operationUrl } from "../client/endpoint.ts";
import { pairs, payloadsOf } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

const HEADERS = { "content-type": "application/x-www-form-urlencoded" };

/** `POST <baseUrl>/<Operation>` with a urlencoded form; a space is `%20`, bytes are base64. */
export function encodePostForm(call: Call, service: WireService): WireRequest {
  return {
    method: call.method ?? "POST",
    url: operationUrl(service.baseUrl, call.operation.name),
    headers: HEADERS,
    body: pairs(call.arguments),
    ...payloadsOf(call.arguments),
  };
}
