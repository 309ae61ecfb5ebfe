import type { ByteView } from "./byte-view.ts";
import type { SecretRange } from "./guid-secrets.ts";
import { createWordFinder } from "./word-finder.ts";

export interface TextSecrets {
  add(value: string, label: string): void;
  /**
   * What of a view is one of them, as stretches of the text that it stands for.
   *
   * @param cuts also the beginning of one, where the text was cut off with an ellipsis
   */
  find(view: ByteView, cuts: boolean): readonly SecretRange[];
  /** Whether one may be in these bytes; one in another letter case counts, too. */
  mayOccur(bytes: Uint8Array): boolean;
}

interface Word {
  readonly label: string;
  readonly bytes: Buffer;
  /** Whether letters in the other case are the secret as well. */
  readonly anyCase: boolean;
}

/** Some words and what finds them: few, or twice as many as the next ones, so that adding one is cheap. */
interface Shelf {
  readonly words: readonly Word[];
  readonly finder: ReturnType<typeof createWordFinder>;
}

/** So many words are together whatever it takes to add one: each shelf is one more look at everything. */
const FEW = 64;
/** Shorter beginnings of a secret say nothing of it. */
const LEAST_BEGINNING = 4;
/** From so many characters on, a word that is no plain word stands nowhere by chance in another case. */
const CASELESS_FROM = 8;
const CASELESS_LETTERS_FROM = 12;

/** Passwords, keys and odd tickets, of any characters. */
export function createTextSecrets(): TextSecrets {
  const known = new Set<string>();
  const shelves: Shelf[] = [];

  return {
    add: (value, label) => {
      if (known.has(value)) return;
      known.add(value);
      const least = /^\p{L}+$/u.test(value) ? CASELESS_LETTERS_FROM : CASELESS_FROM;
      const anyCase = value.length >= least;
      let words: readonly Word[] = [{ label, bytes: Buffer.from(value), anyCase }];
      for (
        let last = shelves.at(-1);
        last && last.words.length <= Math.max(words.length, FEW);
        last = shelves.at(-1)
      ) {
        words = [...last.words, ...words];
        shelves.pop();
      }
      shelves.push({
        words,
        finder: createWordFinder(
          words.map(({ bytes }) => bytes),
          FOLDED,
        ),
      });
    },
    find: (view, cuts) => {
      if (shelves.length === 0) return [];
      const found: SecretRange[] = [];
      for (const { words, finder } of shelves) {
        const note = (word: number, length: number, end: number): boolean => {
          const { label, bytes: own, anyCase } = words[word] as Word;
          const first = end - length;
          if (!anyCase && !isSame(own.subarray(0, length), view.bytes, first)) return false;
          const start = view.starts[first] as number;
          found.push({ start, end: view.ends[end - 1] as number, label });
          return true;
        };
        finder.find(
          view.bytes,
          (word, end) => note(word, (words[word] as Word).bytes.length, end),
          cuts
            ? (word, length, end) => length >= LEAST_BEGINNING && note(word, length, end)
            : undefined,
        );
      }
      return found;
    },
    mayOccur: (bytes) => shelves.some(({ finder }) => finder.occurs(bytes)),
  };
}

const PLUS = 0x2b;
const SPACE = 0x20;
/** Small letters, and the plus sign that stands for a space in forms as a space. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === PLUS) return SPACE;
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
});

/** Byte by byte, but for a space that is written as a plus sign. */
function isSame(own: Uint8Array, bytes: Uint8Array, from: number): boolean {
  return own.every((byte, index) => {
    const other = bytes[from + index];
    return other === byte || (FOLDED[byte] === SPACE && FOLDED[other ?? 0] === SPACE);
  });
}
