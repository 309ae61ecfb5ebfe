import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Sends a whole answer with its length. */
export function respond(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers?: OutgoingHttpHeaders,
): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": typeof body === "string" ? Buffer.byteLength(body) : body.length,
    ...headers,
  });
  response.end(body);
}

/** A refusal that never reached an operation. */
export function respondPlain(
  response: ServerResponse,
  status: number,
  text: string,
  headers?: OutgoingHttpHeaders,
): void {
  respond(response, status, "text/plain; charset=utf-8", text, headers);
}
