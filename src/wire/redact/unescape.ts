import { type ByteView, utf8Bytes, ViewBuilder } from "./byte-view.ts";

/** Ways to write a character by others. */
export type Escapes = "percent" | "references" | "backslashes";

/** What an escape stands for, and how many bytes it takes. */
interface Escape {
  readonly means: readonly number[];
  readonly length: number;
}

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;
const SEMICOLON = 0x3b;
const HASH = 0x23;
const LETTER_U = 0x75;
/** The bit that makes a letter of ASCII a small one. */
const SMALL = 0x20;

/** By its first byte: who decodes it. */
const FIRST: Readonly<Record<Escapes, number>> = {
  percent: PERCENT,
  references: AMPERSAND,
  backslashes: BACKSLASH,
};

/**
 * A view with escapes of some kinds decoded once: `%41` and `%u0041`; `&#65;`, `&#x41;` and the five names of
 * XML; `\u0041`, `\x41` and those of JSON. Undefined where there are none. Takes the time of one look at each byte.
 */
export function unescaped(view: ByteView, kinds: readonly Escapes[]): ByteView | undefined {
  const { bytes, starts, ends } = view;
  if (!kinds.some((kind) => bytes.includes(FIRST[kind]))) return undefined;
  const result = new ViewBuilder(bytes.length);
  /** What stands from here on is not copied yet. */
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const found = IS_FIRST[bytes[at] as number] === 1 ? escapeAt(bytes, at, kinds) : undefined;
    if (!found) {
      at++;
      continue;
    }
    result.copy(view, from, at);
    const start = starts[at] as number;
    const end = ends[at + found.length - 1] as number;
    for (const byte of found.means) result.add(byte, start, end);
    at += found.length;
    from = at;
  }
  if (from === 0) return undefined;
  result.copy(view, from, bytes.length);
  return result.view();
}

const IS_FIRST = Uint8Array.from({ length: 256 }, (_, byte) =>
  Object.values(FIRST).includes(byte) ? 1 : 0,
);

function escapeAt(bytes: Uint8Array, at: number, kinds: readonly Escapes[]): Escape | undefined {
  const first = bytes[at];
  if (first === PERCENT) return kinds.includes("percent") ? percentAt(bytes, at) : undefined;
  if (first === AMPERSAND) return kinds.includes("references") ? referenceAt(bytes, at) : undefined;
  if (first === BACKSLASH)
    return kinds.includes("backslashes") ? backslashAt(bytes, at) : undefined;
  return undefined;
}

function percentAt(bytes: Uint8Array, at: number): Escape | undefined {
  const byte = hexAt(bytes, at + 1, 2);
  if (byte !== undefined) return { means: [byte], length: 3 };
  return ((bytes[at + 1] ?? 0) | SMALL) === LETTER_U ? unitAt(bytes, at) : undefined;
}

/** `%u0041` or `\u0041`, and two of them that are one character. */
function unitAt(bytes: Uint8Array, at: number): Escape | undefined {
  const unit = hexAt(bytes, at + 2, 4);
  if (unit === undefined) return undefined;
  const isPair =
    unit >= 0xd800 &&
    unit < 0xdc00 &&
    bytes[at + 6] === bytes[at] &&
    ((bytes[at + 7] ?? 0) | SMALL) === LETTER_U;
  const low = isPair ? hexAt(bytes, at + 8, 4) : undefined;
  if (low === undefined || low < 0xdc00 || low >= 0xe000)
    return { means: utf8Bytes(unit), length: 6 };
  const code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
  return { means: utf8Bytes(code), length: 12 };
}

const NAMED: readonly (readonly [name: string, means: number])[] = [
  ["amp;", 0x26],
  ["lt;", 0x3c],
  ["gt;", 0x3e],
  ["quot;", 0x22],
  ["apos;", 0x27],
];
/** `&#x0010ffff;` and a few zeros more: a longer one is none. */
const MOST_DIGITS = 12;

function referenceAt(bytes: Uint8Array, at: number): Escape | undefined {
  if (bytes[at + 1] !== HASH) {
    for (const [name, means] of NAMED) {
      if (isAt(bytes, at + 1, name)) return { means: [means], length: name.length + 1 };
    }
    return undefined;
  }
  const isHex = ((bytes[at + 2] ?? 0) | 0x20) === 0x78;
  const base = isHex ? 16 : 10;
  const from = at + (isHex ? 3 : 2);
  let code = 0;
  let end = from;
  for (; end - from < MOST_DIGITS; end++) {
    const digit = digitOf(bytes[end]);
    if (digit === undefined || digit >= base) break;
    code = Math.min(code * base + digit, 0x110000);
  }
  if (end === from) return undefined;
  // Browsers take it without.
  if (bytes[end] === SEMICOLON) end++;
  return { means: utf8Bytes(code), length: end - at };
}

const SHORT: ReadonlyMap<number, number> = new Map(
  Object.entries({
    b: "\b",
    f: "\f",
    n: "\n",
    r: "\r",
    t: "\t",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "'": "'",
  }).map(([short, means]) => [short.charCodeAt(0), means.charCodeAt(0)]),
);

function backslashAt(bytes: Uint8Array, at: number): Escape | undefined {
  const kind = bytes[at + 1];
  const short = SHORT.get(kind ?? 0);
  if (short !== undefined) return { means: [short], length: 2 };
  if (kind === 0x78) {
    const byte = hexAt(bytes, at + 2, 2);
    return byte === undefined ? undefined : { means: utf8Bytes(byte), length: 4 };
  }
  return kind === LETTER_U ? unitAt(bytes, at) : undefined;
}

function isAt(bytes: Uint8Array, at: number, name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    if (bytes[at + index] !== name.charCodeAt(index)) return false;
  }
  return true;
}

function hexAt(bytes: Uint8Array, at: number, count: number): number | undefined {
  let value = 0;
  for (let index = 0; index < count; index++) {
    const digit = digitOf(bytes[at + index]);
    if (digit === undefined) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

/** Of a hexadecimal digit in either case. */
export function digitOf(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
