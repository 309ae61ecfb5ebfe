import { toolVersion } from "../../config/files/tool-version.ts";
import { hasHeader, headerLines } from "../../model/header-lines.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";

/** Who sends raw bytes: the server's log should tell. */
export const USER_AGENT = `User-Agent: assay/${toolVersion()} (conformance test)`;

/** The head of a request as HTTP/1.1 writes it, with what has to be there; its own headers last. */
export function headOf(request: WireRequest, headers: readonly string[]): string {
  const { host } = new URL(request.url);
  // As it is spelled: an odd path must not be mended.
  const path = request.url.replace(/^\w+:\/\/[^/?#]*/, "") || "/";
  const own = headerLines(request.headers).map(([name, value]) => `${name}: ${value}`);
  const lines = [
    `${request.method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    "Connection: close",
    ...(hasHeader(request.headers, "user-agent") ? [] : [USER_AGENT]),
    ...own,
    ...headers,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** A body as bytes. */
export function bodyOf({ body }: WireRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(body ?? "");
}
