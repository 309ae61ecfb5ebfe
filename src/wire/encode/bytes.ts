import { crc32 } from "node:zlib";
import { type Bytes, base64Of, crcOf, wholeOf } from "../../model/made-bytes.ts";
import { lineStart, madePayload, payloadParts } from "../../model/payload-bytes.ts";
import { payloadPattern } from "../../model/payload-patterns.ts";
import type { BytesSpec } from "../../model/value.ts";
import { percentBase64Of } from "./percent-base64.ts";

/**
 * The bytes that a {@link BytesSpec} describes, and their texts: of a small payload each made once and then
 * kept; of a large one made anew when they are asked for, all at once or, as `made`, block by block.
 */
export interface Payload {
  /** One buffer for all callers: never write to it. */
  readonly bytes: Buffer;
  base64(): string;
  /** {@link base64} as a value of a URL or of a form: `+`, `/` and `=` percent-encoded. */
  percentBase64(): string;
  /** IEEE 802.3, upper-case hexadecimal without padding, as in the vendor's samples. */
  crc32(): string;
  /** Whether all of it at once is more than should be there several times. */
  readonly isLarge: boolean;
  /** The same bytes and texts, read block by block. */
  readonly made: {
    readonly bytes: Bytes;
    base64(): Bytes;
    percentBase64(): Bytes;
  };
}

/** Enough for every size that the rules of one run use side by side. */
const MAX_ENTRIES = 64;
/** Of those that are kept. A payload in all its forms takes about five times its size. */
const MAX_BYTES = 4 * 1024 * 1024;
/** From so many bytes on nothing of a payload is kept, and it goes out block by block. */
const LARGE_BYTES = 1024 * 1024;

/** A pure function's memory, the least recently used entry first. */
const cache = new Map<string, Payload>();

/**
 * The payload for a description, exactly what {@link recipeOf} prints. Kept in a small cache, so that asking again is free,
 * but for the bytes of large ones.
 */
export function payloadOf(spec: BytesSpec): Payload {
  const { size, seed, pattern = "", crc = "", from = 0, zipped = "" } = spec.bytes;
  const key = [size, seed, pattern, crc, from, zipped].join(":");
  const known = cache.get(key);
  if (known) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const made = makePayload(madePayload(spec));
  cache.set(key, made);
  evict();
  return made;
}

/** CRC-32 as the vendor writes it: upper-case hexadecimal without padding. */
export function crc32Hex(bytes: Buffer): string {
  return crc32(bytes).toString(16).toUpperCase();
}

/** Prints every value that a byte can have. */
const EVERY_VALUE = `printf "$(printf '\\\\%03o' $(seq 0 255))"`;

/** What a person types to make the bytes again. */
export function recipeOf(spec: BytesSpec): string {
  const { size, seed, crc, from, zipped, pattern = "binary" } = spec.bytes;
  if (from !== undefined && zipped === undefined) {
    const { from: _, ...whole } = spec.bytes;
    return `${recipeOf({ bytes: whole })} | tail -c +${from + 1}`;
  }
  const isPacked = zipped !== undefined || payloadPattern(pattern, seed).isStream;
  if (isPacked) return `printf %s ${payloadOf(spec).base64()} | base64 -d`;
  const { head, tail, hasEveryValue, lines, lineEnd } = payloadParts(spec.bytes);
  const pieces = [
    ...printed(head),
    ...(hasEveryValue ? [EVERY_VALUE] : []),
    ...(lines > 0 ? [linesOf(seed, lines, lineEnd)] : []),
    ...printed(tail),
  ];
  const [piece = ":"] = pieces;
  const all = pieces.length > 1 ? `{ ${pieces.join("; ")}; }` : piece;
  if (crc === undefined) return `${all} | head -c ${size}`;
  const ending = Array.from(
    payloadOf(spec).made.bytes.subarray(-CRC_BYTES),
    (byte) => `\\${byte.toString(8).padStart(3, "0")}`,
  );
  return `{ ${all} | head -c ${size - CRC_BYTES}; printf '${ending.join("")}'; }`;
}

/** The last bytes of those with a CRC-32 of their own. */
const CRC_BYTES = 4;

function printed(format: string): readonly string[] {
  return format === "" ? [] : [`printf '${format}'`];
}

/** Prints so many bytes of numbered lines, or of zeros where lines have no end. */
function linesOf(seed: number, size: number, lineEnd: string | undefined): string {
  if (lineEnd === undefined) return `head -c ${size} /dev/zero`;
  const last = Math.ceil(size / LINE_DIGITS);
  const line = `${lineStart(seed)}%09.0f`;
  // What stands behind the number is a format of printf, and then one of seq.
  const format =
    lineEnd === ""
      ? `'${line}'`
      : `"$(printf '${line.replace("%", "%%")}${lineEnd.replaceAll("%%", "%%%%")}')"`;
  return `seq -f ${format} 0 ${last} | head -c ${size}`;
}

/** Fewer than a line has: there are always enough of them. */
const LINE_DIGITS = 9;

function makePayload(bytes: Bytes): Payload {
  const isLarge = bytes.length >= LARGE_BYTES;
  const once = <T>(make: () => T): (() => T) => {
    let known: T | undefined;
    return () => {
      known ??= make();
      return known;
    };
  };
  const kept = isLarge ? <T>(make: () => T): (() => T) => make : once;
  const whole = kept(() => wholeOf(bytes));
  const base64 = kept(() => whole().toString("base64"));
  return {
    get bytes() {
      return whole();
    },
    base64,
    percentBase64: kept(() => encodeURIComponent(base64())),
    crc32: once(() => crcOf(bytes).toString(16).toUpperCase()),
    isLarge,
    made: {
      bytes,
      base64: () => base64Of(bytes),
      percentBase64: once(() => percentBase64Of(bytes)),
    },
  };
}

function evict(): void {
  const sizeOf = ({ isLarge, made: { bytes } }: Payload): number =>
    isLarge && !Buffer.isBuffer(bytes) ? 0 : bytes.length;
  let total = 0;
  for (const payload of cache.values()) total += sizeOf(payload);
  for (const [key, payload] of cache) {
    if (cache.size <= MAX_ENTRIES && total <= MAX_BYTES) return;
    cache.delete(key);
    total -= sizeOf(payload);
  }
}
