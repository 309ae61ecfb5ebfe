import type { ByteView } from "./byte-view.ts";
import type { KnownSecret, SecretRange } from "./guid-secrets.ts";
import { createWideFolding } from "./letter-case.ts";
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
  all(): readonly KnownSecret[];
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

/** Of bytes whose places nobody asks for. */
const NOWHERE = new Int32Array(0);

/** Passwords, keys and odd tickets, of any characters. */
export function createTextSecrets(): TextSecrets {
  const known = new Map<string, string>();
  const shelves: Shelf[] = [];
  const wide = createWideFolding();

  const put = (word: Word): void => {
    let words: readonly Word[] = [word];
    for (
      let last = shelves.at(-1);
      last && last.words.length <= Math.max(words.length, FEW);
      last = shelves.at(-1)
    ) {
      words = [...last.words, ...words];
      shelves.pop();
    }
    const finder = createWordFinder(
      words.map(({ bytes }) => bytes),
      FOLDED,
    );
    shelves.push({ words, finder });
  };
  const findOn = (view: ByteView, { cuts, isFolded }: How): SecretRange[] => {
    const found: SecretRange[] = [];
    for (const { words, finder } of shelves) {
      const note = (word: number, length: number, end: number): boolean => {
        const { label, bytes: own, anyCase } = words[word] as Word;
        const first = end - length;
        if (!anyCase && (isFolded || !isSame(own.subarray(0, length), view.bytes, first)))
          return false;
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
  };
  const occurs = (bytes: Uint8Array): boolean => shelves.some(({ finder }) => finder.occurs(bytes));

  return {
    add: (value, label) => {
      const bytes = Buffer.from(value);
      // A copy: a ticket is a part of an answer, all of which would stay.
      const copy = bytes.toString();
      if (known.has(copy)) return;
      known.set(copy, label);
      const least = /^\p{L}+$/u.test(value) ? CASELESS_LETTERS_FROM : CASELESS_FROM;
      const anyCase = value.length >= least;
      put({ label, bytes, anyCase });
      const folded = anyCase ? wide.add(value) : undefined;
      if (folded !== undefined && folded !== value)
        put({ label, bytes: Buffer.from(folded), anyCase });
    },
    find: (view, cuts) => {
      if (shelves.length === 0) return [];
      const found = findOn(view, { cuts, isFolded: false });
      const folded = wide.fold(view);
      return folded ? [...found, ...findOn(folded, { cuts, isFolded: true })] : found;
    },
    all: () => Array.from(known, ([value, label]) => ({ value, label })),
    mayOccur: (bytes) => {
      if (occurs(bytes)) return true;
      const folded = wide.fold({ bytes, starts: NOWHERE, ends: NOWHERE });
      return folded !== undefined && occurs(folded.bytes);
    },
  };
}

/** How a view is looked through: also for beginnings at an ellipsis; folded, so that case is not known of it. */
interface How {
  readonly cuts: boolean;
  readonly isFolded: boolean;
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
