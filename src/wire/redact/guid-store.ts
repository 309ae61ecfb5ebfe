import { randomInt } from "node:crypto";

/** Labels of GUIDs, each 32 hexadecimal digits in lower case. Of thousands each takes some 90 bytes. */
export interface GuidStore {
  readonly size: number;
  /** The first label of a GUID stays. */
  add(guid: string, label: string): void;
  labelOf(guid: string): string | undefined;
  /** The label of one that begins with these digits, {@link BEGINNING} at least. */
  labelOfBeginning(digits: string): string | undefined;
  /** All of them, in the order in which they came. */
  all(): Iterable<readonly [guid: string, label: string]>;
}

/** The fewest digits by which a beginning is found. */
export const BEGINNING = 6;

const DIGITS = 32;
const WORDS = 4;
const WORD_DIGITS = DIGITS / WORDS;
const FIRST_ROOM = 64;
const NONE = -1;
const LARGEST = 2 ** 31;
const HIGH_BITS = 15;

/** Numbers in arrays instead of a Map: a campaign of a day gets a million tickets, and a server may send any of them back. */
export function createGuidStore(): GuidStore {
  // A server chooses its GUIDs, and is not to know which of them come to one place.
  const factors = Array.from({ length: WORDS }, () => randomInt(LARGEST) | 1);
  const labels: string[] = [];
  let words = new Uint32Array(FIRST_ROOM * WORDS);
  let labelAt = new Uint16Array(FIRST_ROOM);
  /** The entry before with the same beginning. */
  let earlier = new Int32Array(FIRST_ROOM);
  let wholes = table(FIRST_ROOM);
  let beginnings = table(FIRST_ROOM);
  let size = 0;

  const hashOf = (entry: ArrayLike<number>, from: number): number => {
    let hash = 0;
    for (let word = 0; word < WORDS; word++) {
      hash = Math.imul(hash ^ (entry[from + word] as number), factors[word] as number);
      hash ^= hash >>> HIGH_BITS;
    }
    return hash >>> 0;
  };
  const beginningOf = (entry: ArrayLike<number>, from: number): number =>
    (entry[from] as number) >>> (4 * (WORD_DIGITS - BEGINNING));
  const placeOfBeginning = (beginning: number): number => {
    const mask = beginnings.length - 1;
    let place = Math.imul(beginning, factors[0] as number) >>> 0;
    place = (place ^ (place >>> HIGH_BITS)) & mask;
    for (;;) {
      const at = beginnings[place] as number;
      if (at === NONE || beginningOf(words, at * WORDS) === beginning) return place;
      place = (place + 1) & mask;
    }
  };
  const placeOf = (entry: ArrayLike<number>): number => {
    const mask = wholes.length - 1;
    let place = hashOf(entry, 0) & mask;
    for (;;) {
      const at = wholes[place] as number;
      if (at === NONE || isSame(words, at * WORDS, entry)) return place;
      place = (place + 1) & mask;
    }
  };
  const enter = (at: number): void => {
    const entry = words.subarray(at * WORDS, (at + 1) * WORDS);
    wholes[placeOf(entry)] = at;
    const place = placeOfBeginning(beginningOf(entry, 0));
    earlier[at] = beginnings[place] as number;
    beginnings[place] = at;
  };
  const grow = (): void => {
    const room = labelAt.length * 2;
    words = grown(words, new Uint32Array(room * WORDS));
    labelAt = grown(labelAt, new Uint16Array(room));
    earlier = grown(earlier, new Int32Array(room));
    [wholes, beginnings] = [table(room), table(room)];
    for (let at = 0; at < size; at++) enter(at);
  };

  return {
    get size() {
      return size;
    },
    add(guid, label) {
      const entry = wordsOf(guid);
      if (wholes[placeOf(entry)] !== NONE) return;
      if (size === labelAt.length) grow();
      words.set(entry, size * WORDS);
      labelAt[size] = indexOf(labels, label);
      enter(size++);
    },
    labelOf(guid) {
      const at = wholes[placeOf(wordsOf(guid))] as number;
      return at === NONE ? undefined : labels[labelAt[at] as number];
    },
    labelOfBeginning(digits) {
      const beginning = Number.parseInt(digits.slice(0, BEGINNING), 16);
      let at = beginnings[placeOfBeginning(beginning)] as number;
      while (at !== NONE && !guidAt(words, at).startsWith(digits)) at = earlier[at] as number;
      return at === NONE ? undefined : labels[labelAt[at] as number];
    },
    *all() {
      for (let at = 0; at < size; at++)
        yield [guidAt(words, at), labels[labelAt[at] as number] ?? ""];
    },
  };
}

/** Half of it stays empty. */
function table(room: number): Int32Array<ArrayBuffer> {
  return new Int32Array(room * 2).fill(NONE);
}

function grown<T extends Uint32Array | Uint16Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** There are a few labels: users, and what the secret is to them. */
function indexOf(labels: string[], label: string): number {
  const known = labels.indexOf(label);
  return known >= 0 ? known : labels.push(label) - 1;
}

function wordsOf(guid: string): readonly number[] {
  return Array.from({ length: WORDS }, (_, word) =>
    Number.parseInt(guid.slice(word * WORD_DIGITS, (word + 1) * WORD_DIGITS), 16),
  );
}

function guidAt(words: Uint32Array, at: number): string {
  return Array.from(words.subarray(at * WORDS, (at + 1) * WORDS), (word) =>
    word.toString(16).padStart(WORD_DIGITS, "0"),
  ).join("");
}

function isSame(words: Uint32Array, from: number, entry: ArrayLike<number>): boolean {
  for (let word = 0; word < WORDS; word++) if (words[from + word] !== entry[word]) return false;
  return true;
}
