import type { Call } from "../../model/call.ts";
import { endpoint } from "../client/endpoint.ts";
import { payloadsOf, valueText } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/**
 * REST: the operation's own method and path, parameters `in: header` as headers, the others as the
 * members of a JSON body; without such there is no body. A header given twice is joined with a
 * comma. Bytes are base64.
 */
export function encodeRest(call: Call, service: WireService): WireRequest {
  const { http, name } = call.operation;
  if (!http) throw new Error(`${name} has no http method and path: it cannot be called by REST.`);
  const headers: Record<string, string> = {};
  const members: [string, string][] = [];
  for (const argument of call.arguments) {
    const text = valueText(argument.value);
    if (argument.in !== "header") members.push([argument.name, text]);
    else if (Object.hasOwn(headers, argument.name)) headers[argument.name] += `, ${text}`;
    else headers[argument.name] = text;
  }
  if (members.length > 0) headers["content-type"] = "application/json";
  return {
    method: call.method ?? http.method,
    url: `${endpoint(service.baseUrl)}${http.path}`,
    headers,
    body: members.length > 0 ? JSON.stringify(Object.fromEntries(members)) : null,
    ...payloadsOf(call.arguments),
  };
}
