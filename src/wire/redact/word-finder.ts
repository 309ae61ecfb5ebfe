/** Is told of a word that ends there (exclusive); says whether shorter ones that end there are of no interest. */
export type OnWord = (word: number, end: number) => boolean;

/**
 * Is told of the beginning of a word, so many bytes long, that ends where the text was cut off; `end` is where
 * the bytes end that may belong to it. Of beginnings of fewer than four bytes not every one is told.
 */
export type OnCut = (word: number, length: number, end: number) => void;

/** The ellipsis at which texts of servers are cut off. */
export const CUT = [0xe2, 0x80, 0xa6] as const;

const BYTE = 256;
/** `%`, `&` and the backslash: an escape may have been cut in the middle. */
const IS_ESCAPE = Uint8Array.from({ length: 256 }, (_, byte) =>
  [0x25, 0x26, 0x5c].includes(byte) ? 1 : 0,
);
const ESCAPE_LENGTH = 12;
/** So many bytes are looked at together, before any is looked up. */
const AHEAD = 4;
const FEW_WORDS = 256;

/**
 * Finds any of many words in bytes with one look at each byte, however many and long the words are
 * (Aho and Corasick, 1975).
 *
 * @param folded for each byte the one that it is taken for
 */
export function createWordFinder(
  words: readonly Uint8Array[],
  folded: Uint8Array,
): {
  find(bytes: Uint8Array, onWord: OnWord, onCut?: OnCut): void;
  /** Whether any word is there at all. */
  occurs(bytes: Uint8Array): boolean;
} {
  const next = new Map<number, number>();
  const fails: number[] = [0];
  const ends: (number | undefined)[] = [undefined];
  /** For a word the one before it that is the same when folded. */
  const alike: (number | undefined)[] = [];
  /** How long the beginning is that a state stands for, and of which word. */
  const lengths: number[] = [0];
  const beginnings: number[] = [0];
  /** The nearest shorter ending that is a word. */
  const shorter: number[] = [0];
  const order: { readonly state: number; readonly parent: number; readonly byte: number }[] = [];

  for (const [word, bytes] of words.entries()) {
    let state = 0;
    for (const written of bytes) {
      const byte = folded[written] as number;
      const known = next.get(state * BYTE + byte);
      const child = known ?? fails.length;
      if (known === undefined) {
        next.set(state * BYTE + byte, child);
        fails.push(0);
        ends.push(undefined);
        shorter.push(0);
        lengths.push((lengths[state] as number) + 1);
        beginnings.push(word);
        order.push({ state: child, parent: state, byte });
      }
      state = child;
    }
    alike[word] = ends[state];
    ends[state] = word;
  }

  const step = (from: number, byte: number): number => {
    let state = from;
    for (;;) {
      const child = next.get(state * BYTE + byte);
      if (child !== undefined) return child;
      if (state === 0) return 0;
      state = fails[state] as number;
    }
  };
  // Shorter beginnings first: what they fall back to is known then.
  order.sort((a, b) => (lengths[a.state] as number) - (lengths[b.state] as number));
  for (const { state, parent, byte } of order) {
    const back = parent === 0 ? 0 : step(fails[parent] as number, byte);
    fails[state] = back;
    shorter[state] = ends[back] === undefined ? (shorter[back] as number) : back;
  }

  /** Tells of words that are the same when folded until one is of interest. */
  const tellAny = (from: number | undefined, end: number, onWord: OnWord): boolean => {
    for (let word = from; word !== undefined; word = alike[word]) {
      if (onWord(word, end)) return true;
    }
    return false;
  };
  const mayBegin = beginningsOf(words, folded);
  const first = Int32Array.from(
    { length: BYTE },
    (_, byte) => next.get(folded[byte] as number) ?? 0,
  );
  return {
    find(bytes, onWord, onCut) {
      let state = 0;
      let [escapedAt, escapedIn] = [-ESCAPE_LENGTH, 0];
      let ahead = 0;
      for (let at = 0; at < AHEAD - 1; at++) ahead = (ahead << 8) | (folded[bytes[at] ?? 0] ?? 0);
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        ahead = (ahead << 8) | (folded[bytes[at + AHEAD - 1] ?? 0] as number);
        if (onCut && byte === CUT[0] && bytes[at + 1] === CUT[1] && bytes[at + 2] === CUT[2]) {
          const isWithin = at - escapedAt < ESCAPE_LENGTH && escapedIn !== 0;
          const before = state === 0 && isWithin ? escapedIn : state;
          if (before !== 0)
            onCut(
              beginnings[before] as number,
              lengths[before] as number,
              before === state ? at : escapedAt,
            );
        }
        if (onCut && IS_ESCAPE[byte] === 1) [escapedAt, escapedIn] = [at, state];
        // Most bytes begin no word.
        if (state === 0 && !mayBegin(ahead)) continue;
        state = step(state, folded[byte] as number);
        if (state === 0) continue;
        let hit = ends[state] === undefined ? (shorter[state] as number) : state;
        while (hit !== 0 && !tellAny(ends[hit], at + 1, onWord)) hit = shorter[hit] as number;
      }
    },
    occurs(bytes) {
      let state = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        state = state === 0 ? (first[byte] as number) : step(state, folded[byte] as number);
        if (state !== 0 && (ends[state] !== undefined || shorter[state] !== 0)) return true;
      }
      return false;
    },
  };
}

/** Whether a word may begin with four bytes, folded, in one number: never wrong where it says no. */
function beginningsOf(words: readonly Uint8Array[], folded: Uint8Array): (four: number) => boolean {
  if (words.some((word) => word.length < AHEAD)) return () => true;
  const bits = words.length < FEW_WORDS ? 12 : 18;
  const marks = new Uint8Array(1 << bits);
  const placeOf = (four: number): number => Math.imul(four, 0x9e3779b1) >>> (32 - bits);
  for (const word of words) {
    let four = 0;
    for (let at = 0; at < AHEAD; at++) four = (four << 8) | (folded[word[at] as number] as number);
    marks[placeOf(four)] = 1;
  }
  return (four) => marks[placeOf(four)] === 1;
}
