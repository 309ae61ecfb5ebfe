import type { Call } from "../../model/call.ts";
import { encodeGet } from "./get.ts";
import { encodeMultipart } from "./multipart.ts";
import { encodePostForm } from "./post-form.ts";
import { encodeRest } from "./rest.ts";
import { encodeSoap11 } from "./soap11.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/**
 * A call as the HTTP request of its binding. Pure: equal calls make equal requests. Every string
 * that a generator may come up with can be encoded; half surrogate pairs become U+FFFD where UTF-8
 * has to carry them.
 */
export function encode(call: Call, service: WireService): WireRequest {
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

/** Only a POST that carries bytes, and only to a service that takes them so. */
export function travelsAsMultipart(call: Call, service: WireService): boolean {
  return (
    call.binding === "post" &&
    service.chunkEncoding === "multipart" &&
    call.arguments.some(({ value }) => typeof value !== "string")
  );
}
