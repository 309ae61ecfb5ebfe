import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";

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

export interface Head {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Sends an answer of so many bytes as fast as the client takes it; one whose blocks fail breaks off. */
export function respondBlocks(
  response: ServerResponse,
  { status, contentType, headers }: Head,
  length: number,
  blocks: Iterable<Buffer>,
): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": length,
    ...headers,
  });
  pipeline(Readable.from(blocks, { objectMode: false, highWaterMark: 1 }), response, () => {});
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
