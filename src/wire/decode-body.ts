import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import type { WireFailure } from "./failure-of.ts";

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzipped: Decoder = promisify(gunzip);
const inflated: Decoder = promisify(inflate);
const rawInflated: Decoder = promisify(inflateRaw);

/** RFC 9110, 8.4.1. `deflate` means zlib, but some servers send the bare stream. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzipped,
  "x-gzip": gunzipped,
  deflate: (body, options) =>
    looksLikeZlib(body) ? inflated(body, options) : rawInflated(body, options),
  br: promisify(brotliDecompress),
};

/** Nobody compresses more often than this in earnest. */
const MAX_LAYERS = 4;

/**
 * The body without its content codings, although none was asked for. `too-large` when it grows
 * beyond the limit at any layer, `bad-http` when the coding is unknown or the data broken.
 */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string,
  maxBytes: number,
): Promise<Buffer | WireFailure> {
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  const layers = codings.filter((coding) => coding !== "" && coding !== "identity").reverse();
  if (layers.length > MAX_LAYERS) {
    return { code: "bad-http", message: `The answer is compressed ${layers.length} times.` };
  }
  let decoded = body;
  for (const coding of layers) {
    const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
    if (!decoder) {
      const message = `The answer has an unknown content encoding: ${coding}.`;
      return { code: "bad-http", message };
    }
    try {
      decoded = await decoder(decoded, { maxOutputLength: maxBytes });
    } catch (error) {
      return failed(error, coding, maxBytes);
    }
  }
  return decoded;
}

function failed(error: unknown, coding: string, maxBytes: number): WireFailure {
  if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") {
    const message = `The answer is larger than ${maxBytes} bytes once it is decompressed.`;
    return { code: "too-large", message };
  }
  const words = error instanceof Error ? error.message : String(error);
  return { code: "bad-http", message: `The answer is not ${coding} as it says (${words}).` };
}

/** RFC 1950: compression method 8 in the low half, and a header that divides by 31. */
function looksLikeZlib(body: Buffer): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
