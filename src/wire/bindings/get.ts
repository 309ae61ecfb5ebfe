import { operationUrl } from "../client/endpoint.ts";
import { curlForm } from "../curl/curl-form.ts";
import { pairs, payloadsOf } from "../encode/value-text.ts";
import type { BindingCodec } from "./codec.ts";

const NO_HEADERS = {};

/** `GET <baseUrl>/<Operation>?a=b`; bytes as base64. Without arguments there is no `?`. */
export const GET: BindingCodec = {
  encode: (call, service) => {
    const url = operationUrl(service.baseUrl, call.operation.name);
    const query = pairs(call.arguments);
    return {
      method: call.method ?? "GET",
      url: query === "" ? url : `${url}?${query}`,
      headers: NO_HEADERS,
      body: null,
      ...payloadsOf(call.arguments),
    };
  },
  curl: (step) => curlForm(step, "query"),
};
