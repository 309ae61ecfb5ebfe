import { CUT } from "./word-finder.ts";

/**
 * Bytes that a text is, or that are encoded in it, each with the stretch of the text that it stands for:
 * what is found in them can be covered in the text.
 */
export interface ByteView {
  readonly bytes: Uint8Array;
  /** Where in the text a byte begins. */
  readonly starts: Int32Array;
  /** Where in the text a byte ends, exclusive. */
  readonly ends: Int32Array;
}

/** Collects a view byte by byte, of at most so many. */
export class ViewBuilder {
  readonly #bytes: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #length = 0;

  constructor(most: number) {
    this.#bytes = new Uint8Array(most);
    this.#starts = new Int32Array(most);
    this.#ends = new Int32Array(most);
  }

  add(byte: number, start: number, end: number): void {
    this.#bytes[this.#length] = byte;
    this.#starts[this.#length] = start;
    this.#ends[this.#length] = end;
    this.#length++;
  }

  /** Begins anew. Views that were given before are no longer what they were. */
  clear(): this {
    this.#length = 0;
    return this;
  }

  /** All of a view from one of its bytes to another, exclusive. */
  copy({ bytes, starts, ends }: ByteView, from: number, to: number): void {
    if (from === to) return;
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#starts.set(starts.subarray(from, to), this.#length);
    this.#ends.set(ends.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  get length(): number {
    return this.#length;
  }

  /** The bytes alone. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  view(): ByteView {
    return {
      bytes: this.#bytes.subarray(0, this.#length),
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
    };
  }
}

const LATIN1_END = 0x100;
const ASCII_END = 0x80;

/** The UTF-8 of a text; and where it may be UTF-8 that was read as Latin-1, the bytes that were read. */
export function viewsOf(text: string): readonly ByteView[] {
  const isAscii = !/[^\0-\x7f]/.test(text);
  if (isAscii) {
    const places = numbersTo(text.length + 1);
    const [starts, ends] = [places.subarray(0, -1), places.subarray(1)];
    return [{ bytes: Buffer.from(text, "latin1"), starts, ends }];
  }
  const mayBeMisread = /[\x80-\xff]/.test(text);
  return mayBeMisread ? [utf8Of(text), latin1Of(text)] : [utf8Of(text)];
}

let numbers = new Int32Array(0);

/** The numbers from 0, so many of them; nobody writes to them. */
function numbersTo(count: number): Int32Array {
  if (numbers.length < count) numbers = Int32Array.from({ length: 2 * count }, (_, at) => at);
  return numbers.subarray(0, count);
}

function utf8Of(text: string): ByteView {
  const view = new ViewBuilder(Buffer.byteLength(text));
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    if (code < ASCII_END) {
      view.add(code, at, ++at);
      continue;
    }
    const end = at + (code > 0xffff ? 2 : 1);
    for (const byte of utf8Bytes(code)) view.add(byte, at, end);
    at = end;
  }
  return view.view();
}

function latin1Of(text: string): ByteView {
  const view = new ViewBuilder(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    view.add(unit < LATIN1_END ? unit : 0, at, at + 1);
  }
  return view.view();
}

const REPLACEMENT = [0xef, 0xbf, 0xbd];

/** The UTF-8 of a code point; that of U+FFFD for half a surrogate pair, and for what is none. */
export function utf8Bytes(code: number): readonly number[] {
  if (code < ASCII_END) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)];
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return REPLACEMENT;
  if (code < 0x10000)
    return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  return [
    0xf0 | (code >> 18),
    0x80 | ((code >> 12) & 0x3f),
    0x80 | ((code >> 6) & 0x3f),
    0x80 | (code & 0x3f),
  ];
}

/**
 * How many bytes the character beyond ASCII takes that begins there; 0 where none does. One that was cut off in
 * its midst, an ellipsis behind it, has as many as are left.
 */
export function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let end = at + 1;
  while (end < at + length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end++;
  if (end === at + length) return length;
  return CUT.every((byte, index) => bytes[end + index] === byte) ? end - at : 0;
}
