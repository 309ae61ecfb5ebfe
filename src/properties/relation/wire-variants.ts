import { bindingsThat, hasPlaces, traitsOf } from "../../model/binding.ts";
import type { Transfer } from "../../model/transfer.ts";
import { encode } from "../../wire/encode/encode.ts";
import { bodyOf, cutUp } from "../../wire/encode/transfer.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { headOf } from "./raw-request.ts";
import type { Message } from "./send-message.ts";
import type { Variant } from "./variant.ts";

const ALL = bindingsThat((traits) => !hasPlaces(traits));
const WITH_BODY = ALL.filter((binding) => traitsOf(binding).argumentsIn !== "query");

const EXPECTING: Variant = {
  name: "Expect: 100-continue",
  bindings: WITH_BODY,
  message: (call, service) => ({ ...encode(call, service), transfer: { expect: "continue" } }),
};

/** Long enough that each piece is a packet, short enough to cost nothing. */
const PAUSE_MS = 3;
/** A packet each; more pieces would cost more than they tell. */
const MAX_PIECES = 6;
/** RFC 9112, 6.3: a server may insist on a length. */
const LENGTH_REQUIRED = 411;
/** RFC 9110, 10.1.1: it may have no use for an expectation. */
const EXPECTATION_FAILED = 417;

const chunked = (name: string, how: (body: Buffer) => Transfer["chunked"]): Variant => ({
  name,
  bindings: WITH_BODY,
  declinedBy: [LENGTH_REQUIRED],
  message: (call, service) => {
    const request = encode(call, service);
    return { ...request, transfer: { chunked: how(bodyOf(request)) ?? {} } };
  },
});

/** In so many chunks. */
const inSix = (body: Buffer): { readonly size: number } => ({ size: sixth(body) });

/**
 * The same message in other pieces. A recipient must be able to read chunks (RFC 9112, 7.1), must ignore
 * extensions that it does not know (7.1.1), and may discard trailers (7.1.2).
 */
export const EQUAL_WIRE: readonly Variant[] = [
  {
    name: "split into packets",
    bindings: ALL,
    message: (call, service) => split(encode(call, service)),
  },
  chunked("chunked transfer encoding", () => ({})),
  chunked("chunked transfer encoding in several chunks", inSix),
  chunked("chunks of one byte", () => ({ size: 1 })),
  chunked("chunks with extensions", (body) => ({ ...inSix(body), extension: true })),
  chunked("chunks with trailers", (body) => ({ ...inSix(body), trailers: { "X-Assay": "1" } })),
  { ...EXPECTING, declinedBy: [EXPECTATION_FAILED] },
];

/**
 * A server sends the interim answer, or a final one (RFC 9110, 10.1.1). It may be an intermediary that refuses
 * an expectation; clients of .NET send one with every POST all the same.
 */
export const EXPECTING_WIRE: readonly Variant[] = [EXPECTING];

function split(request: WireRequest): Message {
  const body = bodyOf(request);
  const length = request.method === "GET" ? [] : [`Content-Length: ${body.length}`];
  const whole = Buffer.concat([Buffer.from(headOf(request, length)), body]);
  return {
    url: request.url,
    pieces: cutUp(whole, sixth(whole)),
    pauseMs: PAUSE_MS,
    shown: request,
  };
}

/** So long that there are about as many pieces, none of them empty. */
function sixth(bytes: Buffer): number {
  return Math.max(1, Math.ceil(bytes.length / MAX_PIECES));
}
