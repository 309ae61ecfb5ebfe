import type { Argument, Call } from "../../model/call.ts";
import { type HeaderLine, headersOf } from "../../model/header-lines.ts";
import type { Bytes } from "../../model/made-bytes.ts";
import { endpoint } from "../client/endpoint.ts";
import { payloadOf } from "./bytes.ts";
import { formBody } from "./form-body.ts";
import { isLarge, LongBody, type PayloadPart } from "./long-body.ts";
import { multipartBody } from "./multipart.ts";
import { segment } from "./percent.ts";
import { urlOfPlace } from "./place.ts";
import { CONTENT_TYPE, type RestParts, restParts, typeOfBody } from "./rest-parts.ts";
import { isPayload, pairs, payloadsOf, valueJson, valueText } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/**
 * REST: the operation's own method and path, each parameter where its documents have it. Bytes are base64
 * wherever text is wanted; alone in a raw body, and in a part of multipart, they are themselves.
 */
export function encodeRest(call: Call, service: WireService): WireRequest {
  const parts = restParts(call);
  const body = parts.body && bodyOf(parts.body);
  const type = typeOfBody(parts, call);
  const lines = parts.headers.map(({ name, value }): HeaderLine => [name, valueText(value)]);
  if (type !== undefined) lines.push([CONTENT_TYPE, `${type}${body?.parameter ?? ""}`]);
  return {
    method: parts.method,
    url: withQuery(addressOf(call, parts, service), pairs(parts.query)),
    headers: headersOf(lines),
    ...(call.leftOut ? { leftOut: call.leftOut } : {}),
    body: body ? body.content : null,
    ...payloadsOf(call.arguments),
  };
}

function addressOf({ at }: Call, { path }: RestParts, { baseUrl }: WireService): string {
  if (at !== undefined) return urlOfPlace(at, baseUrl);
  const written = path.map((piece) =>
    typeof piece === "string" ? piece : segment(valueText(piece.value)),
  );
  return `${endpoint(baseUrl)}${written.join("")}`;
}

/** The documents' own query, or that of a Location, comes first. */
export function withQuery(url: string, query: string): string {
  if (query === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

interface Body {
  readonly content: string | Bytes;
  /** What belongs after the type in the header. */
  readonly parameter?: string;
}

function bodyOf({ kind, args }: NonNullable<RestParts["body"]>): Body {
  switch (kind) {
    case "json":
      return { content: jsonBody(args) };
    case "form":
      return { content: formBody(args) };
    case "multipart": {
      const { boundary, content } = multipartBody(args);
      return { content, parameter: `; boundary=${boundary}` };
    }
    case "raw":
      if (args.some(({ value }) => isLarge(value))) {
        const parts = args.map(({ value }): string | PayloadPart =>
          isPayload(value) ? { payload: value, as: "bytes" } : valueText(value),
        );
        return { content: new LongBody(parts) };
      }
      return {
        content: Buffer.concat(
          args.map(({ value }) =>
            isPayload(value) ? payloadOf(value).bytes : Buffer.from(valueText(value)),
          ),
        ),
      };
    default:
      return kind satisfies never;
  }
}

function jsonBody(args: readonly Argument[]): string | LongBody {
  const member = ({ name, value }: Argument): string =>
    `${JSON.stringify(name)}:${valueJson(value)}`;
  if (!args.some(({ value }) => isLarge(value))) return `{${args.map(member).join(",")}}`;
  const parts = args.flatMap((argument, index): (string | PayloadPart)[] => {
    const { name, value } = argument;
    const start = index === 0 ? "{" : ",";
    if (!isLarge(value)) return [start + member(argument)];
    return [`${start}${JSON.stringify(name)}:"`, { payload: value, as: "base64" }, '"'];
  });
  return new LongBody([...parts, "}"]);
}
