import { type ByteView, utf8Length, ViewBuilder } from "./byte-view.ts";

/** How many bytes a text has at least, in whatever case its letters are. */
export function leastBytes(text: string): number {
  if (!hasWideCase(text)) return Buffer.byteLength(text);
  let least = 0;
  for (const one of text) {
    const forms = [one, one.toLowerCase(), one.toUpperCase()];
    least += Math.min(...forms.map((form) => Buffer.byteLength(form)));
  }
  return least;
}

/** Makes the letters beyond ASCII that words have alike, whichever case they are in: `Ä` is `ä`, `ß` and `ẞ` are `ss`. */
export interface WideFolding {
  /** A word as it is in folded views; undefined where it has no such letters. */
  add(word: string): string | undefined;
  /** A view with those letters of words folded; undefined where there are none. Takes two looks at each byte. */
  fold(view: ByteView): ByteView | undefined;
}

const ASCII_END = 0x80;
const MOST_CODE = 0x10ffff;
const MOST_KNOWN = 4096;

export function createWideFolding(): WideFolding {
  /** Those of words, folded: other letters need not be known in another case. */
  const letters = new Set<string>();
  /** By code point, what is written instead. */
  const known = new Map<number, Uint8Array | undefined>();

  const changed = (code: number): Uint8Array | undefined => {
    if (known.has(code)) return known.get(code);
    const one = code > MOST_CODE ? "" : String.fromCodePoint(code);
    const means = folded(one);
    const isOurs = means !== one && [...means].every((letter) => letters.has(letter));
    const bytes = isOurs ? Buffer.from(means) : undefined;
    // Hostile texts have every character that there is.
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(code, bytes);
    return bytes;
  };
  /** Tells of every letter that is written otherwise. */
  const eachChange = (
    bytes: Uint8Array,
    tell: (at: number, length: number, means: Uint8Array) => void,
  ): void => {
    for (let at = 0; at < bytes.length; ) {
      const length = (bytes[at] as number) < ASCII_END ? 1 : utf8Length(bytes, at);
      const means = length > 1 ? changed(codeAt(bytes, at, length)) : undefined;
      if (means) tell(at, length, means);
      at += length || 1;
    }
  };

  return {
    add: (word) => {
      if (!hasWideCase(word)) return undefined;
      known.clear();
      const own = [...word].map(folded);
      const whole = own.join("");
      // A letter may be several when it is folded, and be written as those.
      for (const one of whole) letters.add(one);
      return whole;
    },
    fold: (view) => {
      if (letters.size === 0) return undefined;
      const { bytes, starts, ends } = view;
      let most = 0;
      eachChange(bytes, (_, length, means) => {
        most += Math.max(means.length, length);
      });
      if (most === 0) return undefined;
      const result = new ViewBuilder(bytes.length + most);
      /** What stands from here on is not copied yet. */
      let from = 0;
      eachChange(bytes, (at, length, means) => {
        result.copy(view, from, at);
        from = at + length;
        for (const byte of means) result.add(byte, starts[at] as number, ends[from - 1] as number);
      });
      result.copy(view, from, bytes.length);
      return result.view();
    },
  };
}

function codeAt(bytes: Uint8Array, at: number, length: number): number {
  let code = (bytes[at] as number) & (0xff >> (length + 1));
  for (let next = 1; next < length; next++) {
    code = (code << 6) | ((bytes[at + next] as number) & 0x3f);
  }
  return code;
}

/** A character beyond ASCII in the case that stands for all of them. */
function folded(one: string): string {
  // By way of capitals, since some have two small letters: those of Σ are σ and ς.
  return isWide(one) && hasCase(one) ? one.toLowerCase().toUpperCase().toLowerCase() : one;
}

function hasWideCase(text: string): boolean {
  return /[^\0-\x7f]/.test(text) && [...text].some((one) => isWide(one) && hasCase(one));
}

function isWide(one: string): boolean {
  return one >= "\x80";
}

function hasCase(one: string): boolean {
  return one.toLowerCase() !== one || one.toUpperCase() !== one;
}
