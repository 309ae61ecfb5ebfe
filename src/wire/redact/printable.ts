import { type ByteView, utf8Length, ViewBuilder } from "./byte-view.ts";
import { leastBase64 } from "./packed.ts";

/** What a byte is in a text: none of it, any character, one that things are packed into, one that escapes or splits. */
const [NONE, OTHER, LETTER, MARK, WIDE] = [0, 1, 2, 3, 4];
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte >= 0xc2 && byte <= 0xf4 ? WIDE : NONE;
  const one = String.fromCharCode(byte);
  if (/[\w+/-]/.test(one)) return LETTER;
  if (/[%&\\<"']/.test(one)) return MARK;
  return /[\t-\r -\x7f]/.test(one) ? OTHER : NONE;
});

/**
 * What of unpacked bytes may be a text in which something is escaped, split or packed once more: runs of UTF-8
 * without control characters. Undefined where nothing may. What stands as it is needs no look: the bytes have it.
 *
 * @param least how many bytes what is looked for has at least
 */
export function printable(view: ByteView, least: number): ByteView | undefined {
  const { bytes, starts, ends } = view;
  let result: ViewBuilder | undefined;
  for (let run = nextRun(bytes, 0, least); run; run = nextRun(bytes, run[1] + 1, least)) {
    const [from, end] = run;
    // Runs have a byte between them.
    result ??= new ViewBuilder(bytes.length + 1);
    result.copy({ bytes, starts, ends }, from, end);
    // What stands in two runs is not together.
    const place = ends[end - 1] as number;
    result.add(0, place, place);
  }
  return result?.view();
}

/** Whether {@link printable} finds any. */
export function holdsPrintable(bytes: Uint8Array, least: number): boolean {
  return nextRun(bytes, 0, least) !== undefined;
}

/** The next stretch in which so many bytes may stand in another form; what ends it is no part of any. */
function nextRun(
  bytes: Uint8Array,
  start: number,
  least: number,
): readonly [from: number, end: number] | undefined {
  const leastLetters = leastBase64(least);
  let from = start;
  let letters = 0;
  let isPacked = false;
  let isMarked = false;
  for (let at = start; at <= bytes.length; ) {
    const kind = at < bytes.length ? KINDS[bytes[at] as number] : NONE;
    letters = kind === LETTER ? letters + 1 : 0;
    if (letters >= leastLetters) isPacked = true;
    if (kind === MARK) isMarked = true;
    const length = kind === WIDE ? utf8Length(bytes, at) : kind === NONE ? 0 : 1;
    if (length > 0) {
      at += length;
      continue;
    }
    // What is written in another form is longer.
    const isLong = at - from > least;
    if (isLong && (isPacked || (isMarked && isEncoded(bytes.subarray(from, at)))))
      return [from, at];
    from = ++at;
    isPacked = isMarked = false;
  }
  return undefined;
}

const ESCAPE = /%[0-9a-fu]|&[#a-z]|\\[bfnrt"'/\\ux]/i;
const QUOTES = /["'][^"']*["']/;
const TAG = /<[\w/\x80-\xff][^<]*>/;

/** Whether there may be an escape in it, or markup between two values: marks alone are there by chance. */
function isEncoded(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return ESCAPE.test(text) || TAG.test(text) || QUOTES.test(text);
}
