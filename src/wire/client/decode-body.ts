import type { Transform } from "node:stream";
import { promisify } from "node:util";
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  inflate,
  inflateRaw,
} from "node:zlib";
import type { WireFailure } from "./failure-of.ts";

interface Decoder {
  readonly decode: (body: Buffer) => Promise<Buffer>;
  readonly stream: () => Transform;
}

const ZLIB: Decoder = { decode: promisify<Buffer, Buffer>(inflate), stream: createInflate };
const BARE: Decoder = { decode: promisify<Buffer, Buffer>(inflateRaw), stream: createInflateRaw };
const GZIP: Decoder = { decode: promisify<Buffer, Buffer>(gunzip), stream: createGunzip };
const BROTLI: Decoder = {
  decode: promisify<Buffer, Buffer>(brotliDecompress),
  stream: createBrotliDecompress,
};

/** RFC 9110, 8.4.1. `deflate` means zlib, but some servers send the bare stream. */
const DECODERS: Readonly<Record<string, (body: Buffer) => Decoder>> = {
  gzip: () => GZIP,
  "x-gzip": () => GZIP,
  deflate: (body) => (looksLikeZlib(body) ? ZLIB : BARE),
  br: () => BROTLI,
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
    const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding]?.(decoded) : undefined;
    if (!decoder) {
      const message = `The answer has an unknown content encoding: ${coding}.`;
      return { code: "bad-http", message };
    }
    try {
      if (!(await fits(decoded, decoder, maxBytes))) {
        const message = `The answer is larger than ${maxBytes} bytes once it is decompressed.`;
        return { code: "too-large", message };
      }
      decoded = await decoder.decode(decoded);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      return { code: "bad-http", message: `The answer is not ${coding} as it says (${words}).` };
    }
  }
  return decoded;
}

/** Looks how large it becomes before any of it is kept: what bombs grow to would fill the memory. */
async function fits(body: Buffer, { stream }: Decoder, maxBytes: number): Promise<boolean> {
  const decoding = stream();
  decoding.end(body);
  let size = 0;
  for await (const chunk of decoding) {
    size += (chunk as Buffer).length;
    // Leaving the loop destroys the stream.
    if (size > maxBytes) return false;
  }
  return true;
}

/** RFC 1950: compression method 8 in the low half, and a header that divides by 31. */
function looksLikeZlib(body: Buffer): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
