import { hasHeader, headerLines } from "../../model/header-lines.ts";
import { wholeOf } from "../../model/made-bytes.ts";
import { type Chunked, isCut, type Transfer } from "../../model/transfer.ts";
import type { RawRequest } from "../client/raw.ts";
import type { WireRequest } from "./wire-request.ts";

/** Servers wait for no second at most; .NET's clients send the body then. */
const CONTINUE_WAIT_MS = 1000;

/** Whether a transfer is one that no HTTP client writes: it goes out as bytes. */
export function isRaw({ cut, announce, leave, expect, chunked }: Transfer): boolean {
  return [cut, announce, leave, expect, chunked].some((part) => part !== undefined);
}

/**
 * A request as bytes on a connection of its own, with what its transfer says. Pure.
 *
 * @param request whose headers are all that go out, but for those that say how long the body is
 */
export function rawRequest(request: WireRequest, transfer: Transfer): RawRequest {
  const { url, method } = request;
  const { expect, chunked, leave } = transfer;
  const body = bodyOf(request);
  const framing = chunked
    ? ["Transfer-Encoding: chunked", ...trailerLine(chunked)]
    : lengthLines(request, Math.max(0, body.length + differenceOf(transfer)));
  const head = headOf(request, [
    "Connection: close",
    ...framing,
    ...(expect === undefined ? [] : ["Expect: 100-continue"]),
  ]);
  const whole = chunked ? inChunks(body, chunked) : body;
  const length = sentLength(transfer, { body: body.length, framed: whole.length });
  const rest = whole.subarray(0, length);
  const pieces = [Buffer.from(head, "latin1"), ...(rest.length > 0 ? [rest] : [])];
  return {
    url,
    method,
    pieces,
    ...(expect === undefined ? {} : { continueWithinMs: CONTINUE_WAIT_MS }),
    ...(leave === undefined ? {} : { leave }),
    ...(isCut(transfer)
      ? { end: { by: transfer.by ?? "close", after: `${length} of ${announced()} bytes` } }
      : {}),
  };

  function announced(): number {
    return whole.length + differenceOf(transfer);
  }
}

/** Before the body: the request line, the host, the headers, and lines of who writes it. */
export function headOf(request: WireRequest, lines: readonly string[]): string {
  const { host } = new URL(request.url);
  // As it is spelled: an odd path must not be mended.
  const path = request.url.replace(/^\w+:\/\/[^/?#]*/, "") || "/";
  const own = headerLines(request.headers).map(([name, value]) => `${name}: ${value}`);
  const all = [`${request.method} ${path} HTTP/1.1`, `Host: ${host}`, ...own, ...lines];
  return `${all.join("\r\n")}\r\n\r\n`;
}

/** A body as bytes, all at once. */
export function bodyOf({ body }: WireRequest): Buffer {
  return typeof body === "string" ? Buffer.from(body) : body ? wholeOf(body) : Buffer.alloc(0);
}

function lengthLines({ method, body, headers }: WireRequest, length: number): readonly string[] {
  const isNeeded = body !== null || (method !== "GET" && method !== "HEAD");
  return isNeeded && !hasHeader(headers, "content-length") ? [`Content-Length: ${length}`] : [];
}

/** By how much the announced length is off. */
function differenceOf({ announce }: Transfer): number {
  if (!announce) return 0;
  return "more" in announce ? announce.more : -announce.fewer;
}

/** How much of the framed body goes out: a body that is cut never has its last byte. */
function sentLength({ cut }: Transfer, of: { readonly body: number; readonly framed: number }) {
  if (cut === undefined) return of.framed;
  const wanted = typeof cut === "number" ? cut : Math.floor(cut.share * of.body);
  // In chunks, a share of the framing with it: its end is what is wanting.
  const scaled = of.body === of.framed ? wanted : Math.floor((wanted / of.body) * of.framed);
  return Math.max(0, Math.min(scaled, of.framed - 1));
}

function trailerLine({ trailers = {} }: Chunked): readonly string[] {
  const names = Object.keys(trailers);
  return names.length > 0 ? [`Trailer: ${names.join(", ")}`] : [];
}

/** A body in the chunks of RFC 9112, 7.1. */
export function inChunks(body: Buffer, { size, extension, trailers = {} }: Chunked): Buffer {
  const more = extension ? ';assay="a;b"' : "";
  const pieces: Buffer[] = [];
  for (const chunk of cutUp(body, size ?? body.length)) {
    pieces.push(Buffer.from(`${chunk.length.toString(16)}${more}\r\n`), chunk, END_OF_LINE);
  }
  const fields = Object.entries(trailers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([...pieces, Buffer.from(`0${more}\r\n${fields.join("")}\r\n`)]);
}

const END_OF_LINE = Buffer.from("\r\n");

/** Pieces of a length, none of them empty. */
export function cutUp(bytes: Buffer, length: number): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.subarray(at, at + length));
  return pieces;
}
