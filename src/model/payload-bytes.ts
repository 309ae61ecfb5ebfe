import { gzipSync, zipSync } from "fflate";
import { type Bytes, crcOf, joinedBytes, MadeBytes, partOf, wholeOf } from "./made-bytes.ts";
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
export function payloadBytes(spec: BytesSpec): Buffer {
  return wholeOf(madePayload(spec));
}

/** The same, made when they are read: of a large payload no more than a block need ever be there. */
export function madePayload({ bytes }: BytesSpec): Bytes {
  const whole = ending(bytes);
  const plain = bytes.from === undefined ? whole : partOf(whole, bytes.from);
  if (bytes.zipped === undefined) return plain;
  const archive = zipSync({ [bytes.zipped]: wholeOf(plain) }, { level: 0, mtime: FIRST_DAY });
  return Buffer.from(archive.buffer, archive.byteOffset, archive.length);
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

function ending(bytes: BytesSpec["bytes"]): Bytes {
  const plain = plainBytes(bytes);
  if (bytes.crc === undefined) return plain;
  if (plain.length < CRC_BYTES) {
    throw new RangeError(`${plain.length} bytes cannot have any CRC-32: it takes ${CRC_BYTES}`);
  }
  const before = partOf(plain, 0, plain.length - CRC_BYTES);
  const wanted = Number.parseInt(bytes.crc, 16);
  let made: Buffer | undefined;
  const last = new MadeBytes(CRC_BYTES, (start, end) => {
    made ??= endingIn(crcOf(before), wanted);
    return made.subarray(start, end);
  });
  return joinedBytes([before, last]);
}

function plainBytes(bytes: BytesSpec["bytes"]): Bytes {
  const { size, seed, pattern = "binary" } = bytes;
  if (payloadPattern(pattern, seed).isStream) return stream(size, seed);
  const { head, tail, hasEveryValue, lines, lineEnd } = payloadParts(bytes);
  const whole = joinedBytes([
    unescaped(head),
    ...(hasEveryValue ? [EVERY_VALUE] : []),
    lineEnd === undefined ? zeros(lines) : numberedLines(lines, seed, lineEnd),
    unescaped(tail),
  ]);
  return partOf(whole, 0, size);
}

function zeros(size: number): Bytes {
  return new MadeBytes(size, (start, end) => Buffer.alloc(end - start));
}

/** Lines, stored in a gzip stream of that size; lines alone, where there is no room for one. */
function stream(size: number, seed: number): Bytes {
  for (
    let room = size - STREAM_BYTES;
    room > size - 2 * STREAM_BYTES - size / STORED_BYTES;
    room--
  ) {
    if (room < 1) break;
    const made = Buffer.from(
      gzipSync(wholeOf(numberedLines(room, seed, "")), { level: 0, mtime: FIRST_DAY }),
    );
    if (made.length === size) return made;
  }
  return numberedLines(size, seed, "");
}

/** Header, trailer and the head of a stored block. */
const STREAM_BYTES = 23;
/** A stored block has fewer, so that a stream of this size has a head of five bytes more. */
const STORED_BYTES = 10_000;

/** Lines are copied so many at a time, with the last three digits of their numbers in them. */
const THOUSAND = 1000;

function numberedLines(size: number, seed: number, lineEnd: string): Bytes {
  const start = Buffer.from(`${lineStart(seed)}${"0".repeat(DIGITS)}`, "latin1");
  const line = Buffer.concat([start, unescaped(lineEnd), Buffer.from("\n")]);
  const { length } = line;
  const last = start.length - 1;
  let thousand: Buffer | undefined;
  return new MadeBytes(size, (from, to) => {
    thousand ??= thousandLines(line, last);
    const first = Math.floor(from / length);
    const lines = Math.ceil(to / length) - first;
    const made = Buffer.allocUnsafe(lines * length);
    for (let done = 0; done < lines; ) {
      const number = first + done;
      const inThousand = number % THOUSAND;
      const many = Math.min(THOUSAND - inThousand, lines - done);
      thousand.copy(made, done * length, inThousand * length, (inThousand + many) * length);
      writeThousands(Math.floor(number / THOUSAND), {
        made,
        at: done * length + last,
        many,
        length,
      });
      done += many;
    }
    return made.subarray(from - first * length, to - first * length);
  });
}

function thousandLines(line: Buffer, last: number): Buffer {
  const many = Buffer.alloc(THOUSAND * line.length, line);
  for (let number = 0; number < THOUSAND; number++) {
    const digits = String(number).padStart(THREE, "0");
    many.write(digits, number * line.length + last + 1 - THREE, "latin1");
  }
  return many;
}

/** Digits that lines of a thousand differ in. */
const THREE = 3;

/** Writes what stands before the last three digits into lines whose number ends at a place. */
function writeThousands(
  thousands: number,
  lines: {
    readonly made: Buffer;
    readonly at: number;
    readonly many: number;
    readonly length: number;
  },
): void {
  const { made, at, many, length } = lines;
  let left = thousands;
  for (let place = at - THREE; left > 0; place--) {
    const digit = ZERO + (left % 10);
    for (let line = 0; line < many; line++) made[place + line * length] = digit;
    left = Math.floor(left / 10);
  }
}

const ZERO = 0x30;

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
