import { encode } from "../../wire/encode/encode.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { bodyOf, headOf } from "./raw-request.ts";
import type { Message } from "./send-message.ts";
import type { Variant } from "./variant.ts";

const WITH_BODY = ["post", "soap11"] as const;

/** Long enough that each piece is a packet, short enough to cost nothing. */
const PAUSE_MS = 3;
/** A packet each; more pieces would cost more than they tell. */
const MAX_PIECES = 6;
/** RFC 9112, 6.3: a server may insist on a length. */
const LENGTH_REQUIRED = 411;

/** The same message in other pieces (RFC 9112, 7.1: a recipient must be able to read chunks). */
export const EQUAL_WIRE: readonly Variant[] = [
  {
    name: "split into packets",
    bindings: ["get", "post", "soap11"],
    message: (call, service) => split(encode(call, service)),
  },
  {
    name: "chunked transfer encoding",
    bindings: WITH_BODY,
    declinedBy: [LENGTH_REQUIRED],
    message: (call, service) => chunked(encode(call, service), 1),
  },
  {
    name: "chunked transfer encoding in several chunks",
    bindings: WITH_BODY,
    declinedBy: [LENGTH_REQUIRED],
    message: (call, service) => chunked(encode(call, service), MAX_PIECES),
  },
];

function split(request: WireRequest): Message {
  const body = bodyOf(request);
  const length = request.method === "GET" ? [] : [`Content-Length: ${body.length}`];
  const whole = Buffer.concat([Buffer.from(headOf(request, length)), body]);
  return { url: request.url, pieces: cut(whole, MAX_PIECES), pauseMs: PAUSE_MS, shown: request };
}

function chunked(request: WireRequest, count: number): Message {
  const header = { "transfer-encoding": "chunked" };
  const parts = cut(bodyOf(request), count);
  const head = headOf({ ...request, headers: { ...request.headers, ...header } }, []);
  const chunks = parts.map((part) =>
    Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]),
  );
  return {
    url: request.url,
    pieces: [Buffer.from(head), ...chunks, Buffer.from("0\r\n\r\n")],
    pauseMs: count > 1 ? PAUSE_MS : 0,
    shown: { ...request, headers: { ...request.headers, ...header } },
  };
}

/** So many pieces of about the same length, none of them empty. */
function cut(bytes: Buffer, count: number): readonly Buffer[] {
  const length = Math.max(1, Math.ceil(bytes.length / count));
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.subarray(at, at + length));
  return pieces;
}
