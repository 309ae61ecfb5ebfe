/** Is told of a word that ends there (exclusive); says whether shorter ones that end there are of no interest. */
export type OnWord = (word: number, end: number) => boolean;

const BYTE = 256;

/**
 * Finds any of many words in bytes with one look at each byte, however many and long the words are
 * (Aho and Corasick, 1975).
 */
export function createWordFinder(words: readonly Uint8Array[]): {
  find(bytes: Uint8Array, onWord: OnWord): void;
} {
  const next = new Map<number, number>();
  const fails: number[] = [0];
  const ends: (number | undefined)[] = [undefined];
  /** The nearest shorter ending that is a word. */
  const shorter: number[] = [0];
  const order: { readonly state: number; readonly parent: number; readonly byte: number }[] = [];

  for (const [word, bytes] of words.entries()) {
    let state = 0;
    for (const byte of bytes) {
      const known = next.get(state * BYTE + byte);
      const child = known ?? fails.length;
      if (known === undefined) {
        next.set(state * BYTE + byte, child);
        fails.push(0);
        ends.push(undefined);
        shorter.push(0);
        order.push({ state: child, parent: state, byte });
      }
      state = child;
    }
    ends[state] ??= word;
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
  const depth = new Map<number, number>([[0, 0]]);
  for (const { state, parent } of order) depth.set(state, (depth.get(parent) ?? 0) + 1);
  order.sort((a, b) => (depth.get(a.state) ?? 0) - (depth.get(b.state) ?? 0));
  for (const { state, parent, byte } of order) {
    const back = parent === 0 ? 0 : step(fails[parent] as number, byte);
    fails[state] = back;
    shorter[state] = ends[back] === undefined ? (shorter[back] as number) : back;
  }

  // Most bytes begin no word.
  const first = Int32Array.from({ length: BYTE }, (_, byte) => next.get(byte) ?? 0);
  return {
    find(bytes, onWord) {
      let state = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        state = state === 0 ? (first[byte] as number) : step(state, byte);
        if (state === 0) continue;
        let hit = ends[state] === undefined ? (shorter[state] as number) : state;
        while (hit !== 0 && !onWord(ends[hit] as number, at + 1)) hit = shorter[hit] as number;
      }
    },
  };
}
