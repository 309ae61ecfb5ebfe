import type { Call } from "../../model/call.ts";
import { operationUrl } from "../client/endpoint.ts";
import { curlForm } from "../curl/curl-form.ts";
import { curlMultipart } from "../curl/curl-multipart.ts";
import { formBody } from "../encode/form-body.ts";
import { encodeMultipart } from "../encode/multipart.ts";
import { payloadsOf } from "../encode/value-text.ts";
import type { WireRequest, WireService } from "../encode/wire-request.ts";
import type { BindingCodec } from "./codec.ts";

/** `POST <baseUrl>/<Operation>` with a form: urlencoded, or multipart where a service takes bytes so. */
export const POST: BindingCodec = {
  encode: (call, service) =>
    travelsAsMultipart(call, service) ? encodeMultipart(call, service) : encodeForm(call, service),
  curl: (step) =>
    travelsAsMultipart(step.call, step.service) ? curlMultipart(step) : curlForm(step, "form"),
};

const FORM_HEADERS = { "content-type": "application/x-www-form-urlencoded" };

/** Urlencoded: a space is `%20`, bytes are base64. */
function encodeForm(call: Call, service: WireService): WireRequest {
  return {
    method: call.method ?? "POST",
    url: operationUrl(service.baseUrl, call.operation.name),
    headers: FORM_HEADERS,
    body: formBody(call.arguments),
    ...payloadsOf(call.arguments),
  };
}

/** Only a call that carries bytes. */
function travelsAsMultipart({ arguments: args }: Call, { bytesInForms }: WireService): boolean {
  return bytesInForms === "multipart" && args.some(({ value }) => typeof value !== "string");
}
