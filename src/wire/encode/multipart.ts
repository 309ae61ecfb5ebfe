import type { Argument, ArgumentValue, Call } from "../../model/call.ts";
import type { Bytes } from "../../model/made-bytes.ts";
import { operationUrl } from "../client/endpoint.ts";
import { payloadOf } from "./bytes.ts";
import { isLarge, LongBody, type PayloadPart } from "./long-body.ts";
import { isPayload, payloadsOf, valueText } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/** Servers tell a file from a field by it; what it says means nothing. */
export const PART_FILENAME = "chunk.bin";

/** `POST <baseUrl>/<Operation>` as multipart/form-data, the parts in the order of the arguments. */
export function encodeMultipart(call: Call, service: WireService): WireRequest {
  const { boundary, content } = multipartBody(call.arguments);
  return {
    method: call.method ?? "POST",
    url: operationUrl(service.baseUrl, call.operation.name),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: content,
    ...payloadsOf(call.arguments),
  };
}

/** A part before its value, and the value. */
export interface Part {
  readonly head: string;
  readonly argument: Argument;
}

/**
 * Arguments as the parts of a form: texts as fields, bytes raw as files. Names are escaped as browsers do
 * (WHATWG HTML, "multipart form data"). The boundary depends on the values alone, so that equal calls
 * make equal requests.
 */
export function multipartParts(args: readonly Argument[]): {
  readonly boundary: string;
  readonly parts: readonly Part[];
  readonly end: string;
} {
  const boundary = boundaryFor(args);
  const parts = args.map((argument, index): Part => {
    const { name, value } = argument;
    const start = `${index === 0 ? "" : "\r\n"}--${boundary}\r\n`;
    const head = `${start}Content-Disposition: form-data; name="${escapeName(name)}"`;
    const file = `; filename="${PART_FILENAME}"\r\nContent-Type: application/octet-stream`;
    return { head: `${head}${isPayload(value) ? file : ""}\r\n\r\n`, argument };
  });
  return { boundary, parts, end: `${parts.length === 0 ? "" : "\r\n"}--${boundary}--\r\n` };
}

/** The same as bytes. */
export function multipartBody(args: readonly Argument[]): {
  readonly boundary: string;
  readonly content: Bytes;
} {
  const { boundary, parts, end } = multipartParts(args);
  if (args.some(({ value }) => isLarge(value))) {
    const all = parts.flatMap(({ head, argument: { value } }): (string | PayloadPart)[] => [
      head,
      isPayload(value) ? { payload: value, as: "bytes" } : valueText(value),
    ]);
    return { boundary, content: new LongBody([...all, end]) };
  }
  const pieces = parts.flatMap(({ head, argument: { value } }) => [
    Buffer.from(head),
    isPayload(value) ? payloadOf(value).bytes : Buffer.from(valueText(value)),
  ]);
  return { boundary, content: Buffer.concat([...pieces, Buffer.from(end)]) };
}

/** Not in any text value; payloads are lines `assay-<seed>`, which can never hold it. */
function boundaryFor(args: readonly Argument[]): string {
  let boundary = "----AssayFormBoundary";
  for (
    let n = 0;
    args.some(({ name, value }) => `${name}${fieldText(value)}`.includes(boundary));
    n++
  ) {
    boundary = `----AssayFormBoundary${n}`;
  }
  return boundary;
}

function fieldText(value: ArgumentValue): string {
  return isPayload(value) ? "" : valueText(value);
}

function escapeName(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
