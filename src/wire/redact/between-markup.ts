import { type ByteView, ViewBuilder } from "./byte-view.ts";

const QUOTES = new Set([0x22, 0x27]);
const [LESS, GREATER, EQUALS, COMMA, COLON, SLASH, BACKSLASH] = [
  0x3c, 0x3e, 0x3d, 0x2c, 0x3a, 0x2f, 0x5c,
];

/** Letters beyond ASCII are in it byte by byte. */
const IN_NAME = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[\w.:-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);
const IS_SPACE = Uint8Array.from({ length: 256 }, (_, byte) =>
  [0x20, 0x09, 0x0a, 0x0d].includes(byte) ? 1 : 0,
);
const MAY_BEGIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === LESS || QUOTES.has(byte) ? 1 : 0,
);

/**
 * A view without what stands between two values that follow one another: `" name="` of attributes, tags,
 * `", "` and `", "name": "` of JSON. What was split over them is whole again. Undefined where there is none.
 */
export function withoutMarkup(view: ByteView): ByteView | undefined {
  const { bytes } = view;
  let result: ViewBuilder | undefined;
  /** What stands from here on is not copied yet. */
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = MAY_BEGIN[bytes[at] as number] === 1 ? markupAt(bytes, at) : 0;
    if (length === 0) {
      at++;
      continue;
    }
    result ??= new ViewBuilder(bytes.length);
    result.copy(view, from, at);
    at += length;
    from = at;
  }
  result?.copy(view, from, bytes.length);
  return result?.view();
}

/** How long the markup is that begins there; 0 where none does. */
function markupAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first === LESS) return tagAt(bytes, at);
  if (!QUOTES.has(first)) return 0;
  const next = passSpace(bytes, at + 1);
  if (bytes[next] === COMMA) return jsonAt(bytes, at, passSpace(bytes, next + 1));
  if (next === at + 1) return 0;
  const name = passName(bytes, next);
  if (name === next) return 0;
  const equals = passSpace(bytes, name);
  if (bytes[equals] !== EQUALS) return 0;
  const quote = passSpace(bytes, equals + 1);
  return QUOTES.has(bytes[quote] ?? 0) ? quote + 1 - at : 0;
}

/** A tag without attributes: one with them holds values itself. */
function tagAt(bytes: Uint8Array, at: number): number {
  const from = bytes[at + 1] === SLASH ? at + 2 : at + 1;
  const name = passName(bytes, from);
  if (name === from) return 0;
  const space = passSpace(bytes, name);
  const end = bytes[space] === SLASH ? space + 1 : space;
  return bytes[end] === GREATER ? end + 1 - at : 0;
}

/** Of JSON, and what is written alike with other quotes: names are any strings. */
function jsonAt(bytes: Uint8Array, at: number, quote: number): number {
  if (!QUOTES.has(bytes[quote] ?? 0)) return 0;
  const name = passString(bytes, quote);
  const colon = bytes[name] === bytes[quote] ? passSpace(bytes, name + 1) : name;
  if (bytes[colon] !== COLON) return quote + 1 - at;
  const value = passSpace(bytes, colon + 1);
  return QUOTES.has(bytes[value] ?? 0) ? value + 1 - at : 0;
}

/**
 * To the quote that ends what the quote there begins, or where the text ends: at the latest at a zero, behind which
 * another one may stand. A comma or space is before that quote, no backslash: nothing is passed for two of them.
 */
function passString(bytes: Uint8Array, quote: number): number {
  const last = bytes[quote];
  let at = quote + 1;
  while (at < bytes.length && bytes[at] !== last && bytes[at] !== 0) {
    at += bytes[at] === BACKSLASH && bytes[at + 1] !== 0 ? 2 : 1;
  }
  return at;
}

function passSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (IS_SPACE[bytes[at] ?? 0] === 1) at++;
  return at;
}

function passName(bytes: Uint8Array, from: number): number {
  let at = from;
  while (IN_NAME[bytes[at] ?? 0] === 1) at++;
  return at;
}
