import type { Argument, Call } from "../../model/call.ts";
import { operationUrl } from "../client/endpoint.ts";
import { payloadOf } from "./bytes.ts";
import { payloadsOf } from "./value-text.ts";
import type { WireRequest, WireService } from "./wire-request.ts";

/** Servers tell a file from a field by it; what it says means nothing. */
export const PART_FILENAME = "chunk.bin";

/**
 * `POST <baseUrl>/<Operation>` as multipart/form-data, the parts in the order of the arguments;
 * bytes travel raw, as a file part. Names are escaped as browsers do (WHATWG HTML, "multipart form
 * data"). The boundary depends on the values alone, so that equal calls make equal requests.
 */
export function encodeMultipart(call: Call, service: WireService): WireRequest {
  const boundary = boundaryFor(call.arguments);
  const parts: Buffer[] = [];
  for (const { name, value } of call.arguments) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"`;
    if (typeof value === "string") {
      parts.push(Buffer.from(`${head}\r\n\r\n${value}\r\n`));
    } else {
      const file = `; filename="${PART_FILENAME}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
      parts.push(Buffer.from(head + file), payloadOf(value).bytes, Buffer.from("\r\n"));
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    method: call.method ?? "POST",
    url: operationUrl(service.baseUrl, call.operation.name),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat(parts),
    ...payloadsOf(call.arguments),
  };
}

/** Not in any text value; payloads are lines `assay-<seed>`, which can never hold it. */
function boundaryFor(args: readonly Argument[]): string {
  let boundary = "----AssayFormBoundary";
  for (let n = 0; args.some(({ name, value }) => `${name}${value}`.includes(boundary)); n++) {
    boundary = `----AssayFormBoundary${n}`;
  }
  return boundary;
}

function escapeName(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
