import { crc32 } from "node:zlib";

/**
 * Bytes that are there, as a Buffer has them, or that are made when they are read. Nobody writes to what
 * `subarray` gives.
 */
export interface Bytes {
  readonly length: number;
  /** As that of a Buffer. */
  subarray(start?: number, end?: number): Buffer;
}

/** Bytes that are made whenever they are read: however many they are, only a block of them is there. */
export class MadeBytes implements Bytes {
  readonly #length: number;
  readonly #make: (start: number, end: number) => Buffer;

  /** @param make those from `start` to before `end`, where 0 <= start < end <= length */
  constructor(length: number, make: (start: number, end: number) => Buffer) {
    this.#length = length;
    this.#make = make;
  }

  get length(): number {
    return this.#length;
  }

  subarray(start = 0, end = this.#length): Buffer {
    const from = Math.min(Math.max(0, start < 0 ? start + this.#length : start), this.#length);
    const to = Math.min(Math.max(0, end < 0 ? end + this.#length : end), this.#length);
    return from < to ? this.#make(from, to) : NONE;
  }

  /** All of them, as UTF-8. */
  toString(): string {
    return this.subarray().toString();
  }
}

const NONE = Buffer.alloc(0);

/** Read at a time; a multiple of three, so that each block is base64 of its own. */
export const BLOCK_BYTES = 48 * 1024;

/** Whether a value is bytes, there or made. */
export function areBytes(value: unknown): value is Bytes {
  return Buffer.isBuffer(value) || value instanceof MadeBytes;
}

/** All of them, block by block. */
export function* blocksOf(bytes: Bytes, size = BLOCK_BYTES): Generator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All of them at once. */
export function wholeOf(bytes: Bytes): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : bytes.subarray();
}

/** What bytes were joined of that are not there. */
const PARTS = new WeakMap<Bytes, readonly Bytes[]>();

/** One after the other. */
export function joinedBytes(given: readonly Bytes[]): Bytes {
  const parts = given.flatMap((part) => PARTS.get(part) ?? part);
  const ends: number[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    ends.push(length);
  }
  const joined = new MadeBytes(length, (start, end) => {
    const pieces = parts.flatMap((part, index) => {
      const before = (ends[index] ?? 0) - part.length;
      const isWanted = before < end && start < before + part.length;
      return isWanted ? [part.subarray(Math.max(0, start - before), end - before)] : [];
    });
    const [first] = pieces;
    return first && pieces.length === 1 ? first : Buffer.concat(pieces, end - start);
  });
  PARTS.set(joined, parts);
  return joined;
}

/** Those from `start` to before `end`; what is there stays where it is. */
export function partOf(bytes: Bytes, start: number, end = bytes.length): Bytes {
  if (Buffer.isBuffer(bytes)) return bytes.subarray(start, end);
  const from = Math.min(Math.max(0, start), bytes.length);
  const length = Math.max(0, Math.min(end, bytes.length) - from);
  return new MadeBytes(length, (first, last) => bytes.subarray(from + first, from + last));
}

/** The number of the first byte in which they differ, or the length of the shorter; undefined for the same. */
export function firstDifference(one: Bytes, other: Bytes): number | undefined {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += BLOCK_BYTES) {
    const end = Math.min(at + BLOCK_BYTES, shorter);
    const [a, b] = [one.subarray(at, end), other.subarray(at, end)];
    if (a.equals(b)) continue;
    for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return at + index;
  }
  return one.length === other.length ? undefined : shorter;
}

export function areSame(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && firstDifference(one, other) === undefined;
}

/** Where the first of such bytes begin, from a place on; -1 where none do. As `indexOf` of a Buffer. */
export function placeIn(whole: Bytes, wanted: Bytes, from = 0): number {
  const sample = wanted.subarray(0, BLOCK_BYTES);
  const step = Math.max(BLOCK_BYTES, sample.length);
  for (let at = from; at + wanted.length <= whole.length; ) {
    const block = whole.subarray(at, at + step + sample.length);
    const found = block.indexOf(sample);
    if (found >= 0) {
      const place = at + found;
      if (areSame(partOf(whole, place, place + wanted.length), wanted)) return place;
      at = place + 1;
    } else at += step;
  }
  return -1;
}

/** Their CRC-32. */
export function crcOf(bytes: Bytes): number {
  if (Buffer.isBuffer(bytes)) return crc32(bytes);
  let crc = 0;
  for (const block of blocksOf(bytes)) crc = crc32(block, crc);
  return crc;
}

/** Their base64 (RFC 4648, section 4) as bytes. */
export function base64Of(bytes: Bytes): Bytes {
  const length = Math.ceil(bytes.length / 3) * 4;
  return new MadeBytes(length, (start, end) => {
    const first = Math.floor(start / 4);
    const encoded = bytes.subarray(first * 3, Math.ceil(end / 4) * 3).toString("base64");
    return Buffer.from(encoded, "latin1").subarray(start - first * 4, end - first * 4);
  });
}
