import { crc32 } from "node:zlib";
import { gzipSync, zipSync } from "fflate";
import { payloadPattern } from "./payload-patterns.ts";
import type { BytesSpec } from "./value.ts";

/** The earliest day that an archive can name, so that the same description gives the same bytes. */
const FIRST_DAY = "1980-01-01T00:00:00";

const EVERY_VALUE = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
/** Digits of the number of a line. */
const DIGITS = 9;
/** So many bytes at the end give any CRC-32. */
const CRC_BYTES = 4;

/**
 * The bytes that a {@link BytesSpec} describes: a telling head, every value that a byte can have, numbered lines
 * (no part of them stands twice, so that what is lost, doubled or moved shows), a telling tail; or what their
 * pattern says. Of two seeds none is part of the other, but for a few bytes and for zeros. With `crc` the last
 * four bytes are such that the CRC-32 of all is that. With `from` it is what lies behind that place.
 *
 * @throws RangeError for a pattern that is none, and for a CRC-32 of fewer than four bytes
 */
export function payloadBytes({ bytes }: BytesSpec): Buffer {
  const whole = ending(bytes);
  const plain = bytes.from === undefined ? whole : whole.subarray(bytes.from);
  if (bytes.zipped === undefined) return plain;
  return Buffer.from(zipSync({ [bytes.zipped]: plain }, { level: 0, mtime: FIRST_DAY }));
}

/** The parts of a payload that is no archive, as a shell's printf and seq make them. */
export interface PayloadParts {
  /** Formats of printf. */
  readonly head: string;
  readonly tail: string;
  readonly hasEveryValue: boolean;
  /** Bytes of numbered lines, `<seed>-assay 000000000`, or of zeros where lines have no end. */
  readonly lines: number;
  readonly lineEnd: string | undefined;
}

/** What bytes are put together from, before they are cut to their size. */
export function payloadParts(bytes: BytesSpec["bytes"]): PayloadParts {
  const { size, seed, pattern = "binary" } = bytes;
  const { head, tail, lineEnd, ...rest } = payloadPattern(pattern, seed);
  const room = size - unescaped(head).length - unescaped(tail).length;
  const hasEveryValue = rest.hasEveryValue && room >= 2 * EVERY_VALUE.length;
  const lines = Math.max(0, hasEveryValue ? room - EVERY_VALUE.length : room);
  return { head, tail, hasEveryValue, lines, lineEnd };
}

/** How a line with a number begins. */
export function lineStart(seed: number): string {
  return `${seed}-assay `;
}

/** A text that every longer payload of a seed holds, and none of another. */
export function markOf(seed: number): string {
  return `\n${lineStart(seed)}`;
}

/** As printf writes a format: `%%`, octal and one-letter escapes. */
export function unescaped(format: string): Buffer {
  const text = format.replace(/%%|\\([0-7]{3}|[a-z\\])/g, (whole, code?: string) => {
    if (code === undefined) return "%";
    return (
      LETTERS[code] ?? (/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : whole)
    );
  });
  return Buffer.from(text, "latin1");
}

const LETTERS: Readonly<Record<string, string>> = {
  r: "\r",
  n: "\n",
  t: "\t",
  b: "\b",
  "\\": "\\",
};

function ending(bytes: BytesSpec["bytes"]): Buffer {
  const plain = plainBytes(bytes);
  if (bytes.crc === undefined) return plain;
  if (plain.length < CRC_BYTES) {
    throw new RangeError(`${plain.length} bytes cannot have any CRC-32: it takes ${CRC_BYTES}`);
  }
  const before = plain.subarray(0, plain.length - CRC_BYTES);
  return Buffer.concat([before, endingIn(crc32(before), Number.parseInt(bytes.crc, 16))]);
}

function plainBytes(bytes: BytesSpec["bytes"]): Buffer {
  const { size, seed, pattern = "binary" } = bytes;
  if (payloadPattern(pattern, seed).isStream) return stream(size, seed);
  const { head, tail, hasEveryValue, lines, lineEnd } = payloadParts(bytes);
  const parts = [
    unescaped(head),
    ...(hasEveryValue ? [EVERY_VALUE] : []),
    lineEnd === undefined ? Buffer.alloc(lines) : numberedLines(lines, seed, lineEnd),
    unescaped(tail),
  ];
  return Buffer.concat(parts).subarray(0, size);
}

/** Lines, stored in a gzip stream of that size; lines alone, where there is no room for one. */
function stream(size: number, seed: number): Buffer {
  for (
    let room = size - STREAM_BYTES;
    room > size - 2 * STREAM_BYTES - size / STORED_BYTES;
    room--
  ) {
    if (room < 1) break;
    const made = Buffer.from(
      gzipSync(numberedLines(room, seed, ""), { level: 0, mtime: FIRST_DAY }),
    );
    if (made.length === size) return made;
  }
  return numberedLines(size, seed, "");
}

/** Header, trailer and the head of a stored block. */
const STREAM_BYTES = 23;
/** A stored block has fewer, so that a stream of this size has a head of five bytes more. */
const STORED_BYTES = 10_000;

function numberedLines(size: number, seed: number, lineEnd: string): Buffer {
  const start = Buffer.from(`${lineStart(seed)}${"0".repeat(DIGITS)}`, "latin1");
  const line = Buffer.concat([start, unescaped(lineEnd), Buffer.from("\n")]);
  const made = Buffer.allocUnsafe(Math.ceil(size / line.length) * line.length);
  for (let at = 0; at < made.length; at += line.length) {
    line.copy(made, at);
    countUp(line, start.length - 1);
  }
  return made.subarray(0, size);
}

const [ZERO, NINE] = [0x30, 0x39];

/** The number whose last digit is there becomes the next one. */
function countUp(line: Buffer, last: number): void {
  let at = last;
  for (; line[at] === NINE; at--) line[at] = ZERO;
  line[at] = (line[at] ?? ZERO) + 1;
}

/** The table of the CRC-32 of IEEE 802.3, by the first byte of each entry. */
const CRC_ENTRIES: ReadonlyMap<number, readonly [index: number, entry: number]> = new Map(
  Array.from({ length: 256 }, (_, index) => {
    let entry = index;
    for (let bit = 0; bit < 8; bit++) entry = (entry >>> 1) ^ (entry & 1 ? 0xed_b8_83_20 : 0);
    return [entry >>> 24, [index, entry >>> 0]];
  }),
);

/** The four bytes that make of the CRC-32 of what stands before them the wanted one: its division, backwards. */
function endingIn(before: number, wanted: number): Buffer {
  let register = ~wanted >>> 0;
  for (let byte = 0; byte < CRC_BYTES; byte++) {
    const [index, entry] = CRC_ENTRIES.get(register >>> 24) ?? [0, 0];
    register = (((register ^ entry) << 8) | index) >>> 0;
  }
  const bytes = Buffer.alloc(CRC_BYTES);
  bytes.writeUInt32LE((register ^ ~before) >>> 0);
  return bytes;
}
