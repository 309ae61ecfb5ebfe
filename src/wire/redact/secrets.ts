import { encodedViews } from "./encoded-views.ts";
import { createGuidSecrets, type KnownSecret, type SecretRange } from "./guid-secrets.ts";
import { leastBytes } from "./letter-case.ts";
import { plainBytes } from "./plain-bytes.ts";
import { createTextSecrets } from "./text-secrets.ts";

export interface Secrets {
  /** `label` is shown instead, as `‹label›`: `ticket:owner`. May be called at any time, and again. */
  add(value: string, label: string): void;
  redact(text: string): string;
  /** All that were added; of GUIDs the digits alone. */
  all(): readonly KnownSecret[];
  /** Each of many texts redacted: one look at all of them, which costs far less than one at each. */
  redactAll(texts: readonly string[]): readonly string[];
  /** The label of a secret that a text holds as a whole; undefined where it holds none. */
  labelIn(text: string): string | undefined;
  /**
   * The beginning of a text, without secrets: it is redacted first and cut afterwards, and a secret across the
   * cut goes as a whole. Of what is beyond the cut no more is read than a secret can take.
   *
   * @param more what stands at the end where something was cut off
   */
  cut(text: string, most: number, more?: string): string;
}

/** Shorter values occur by chance everywhere: replacing them would hide nothing and ruin the text. */
export const MIN_SECRET_LENGTH = 4;

/** A byte of a secret takes at most so many characters, in whatever form that is found. */
const WIDEST = 24;
const LEAST_MARGIN = 4096;
const GUID_DIGITS = 32;
const REMEMBERED = 2000;
const REMEMBERED_CHARS = 1000;
/** Of what was cut off only the beginning may be there. */
const LEAST_PACKED = 8;
/** Stands between texts that are looked at together: nothing that is encoded, and no markup, goes on beyond it. */
const BETWEEN = "\0";

/**
 * The passwords, tickets and keys of a run, to be replaced in everything that is shown or kept.
 *
 * `redact` replaces every occurrence of every secret by its label: raw; percent-encoded, as character
 * references, escaped for XML or JSON (any characters of it, up to three levels of these); hexadecimal and
 * base64 in either alphabet (of the value alone or anywhere inside a larger payload, also twice, and of what was
 * escaped once); split over attributes, elements or members that follow one another. GUIDs and long values in
 * any letter case, GUIDs with or without dashes. It looks at the text as a whole, so that secrets inside or across
 * one another leave no rest; where a text was cut off with an ellipsis, the beginning of a secret goes as well. A
 * text without secrets is returned as it is. The time it takes is linear in the text.
 *
 * Not found: a secret that is compressed, encrypted, hashed, turned round, split by anything else, or in
 * another character set than UTF-8. Values shorter than {@link MIN_SECRET_LENGTH} are ignored.
 */
export function createSecrets(): Secrets {
  const guids = createGuidSecrets();
  const texts = createTextSecrets();
  const known = rememberShown();
  /** Whoever asks for a label asks for the same values again and again: those of calls. */
  const labels = new Map<string, string | undefined>();
  let longest = 0;
  let shortest = Number.POSITIVE_INFINITY;
  /** Most texts are too short, or plain: what is in those is found without keeping where it stands. */
  const isClean = (text: string): boolean => {
    if (text.length * 3 < shortest || Buffer.byteLength(text) < shortest) return true;
    const plain = plainBytes(text, shortest);
    return plain?.every((bytes) => !guids.mayOccur(bytes) && !texts.mayOccur(bytes)) ?? false;
  };
  const rangesIn = (text: string, cuts: boolean): SecretRange[] => {
    const found: SecretRange[] = [];
    // What is encoded is longer, and a character is three bytes at most.
    if (longest === 0) return found;
    const isCut = cuts && text.includes("…");
    if (!isCut && isClean(text)) return found;
    for (const view of encodedViews(text, isCut ? Math.min(LEAST_PACKED, shortest) : shortest)) {
      for (const range of guids.find(view, isCut)) found.push(range);
      for (const range of texts.find(view, isCut)) found.push(range);
    }
    return found;
  };
  return {
    add: (value, label) => {
      if (value.length < MIN_SECRET_LENGTH) return;
      // A GUID may stand there without its dashes.
      const least = Math.min(leastBytes(value), GUID_DIGITS);
      known.added(least);
      labels.clear();
      longest = Math.max(longest, Buffer.byteLength(value));
      shortest = Math.min(shortest, least);
      if (!guids.add(value, label)) texts.add(value, label);
    },
    all: () => [...guids.all(), ...texts.all()],
    redact: (text) => {
      const before = known.get(text);
      if (before !== undefined) return before;
      const ranges = rangesIn(text, true);
      const shown = ranges.length === 0 ? text : cover(text, ranges, text.length);
      known.set(text, shown);
      return shown;
    },
    redactAll: (texts) => {
      const unknown = [...new Set(texts.filter((text) => known.get(text) === undefined))];
      const shown = apart(unknown, rangesIn(unknown.join(BETWEEN), true));
      const found = new Map(unknown.map((text, index) => [text, shown[index] ?? ""]));
      const all = texts.map((text) => found.get(text) ?? known.get(text) ?? "");
      for (const [text, own] of found) known.set(text, own);
      return all;
    },
    labelIn: (text) => {
      if (longest === 0 || isClean(text)) return undefined;
      if (labels.has(text)) return labels.get(text);
      const label = rangesIn(text, false)[0]?.label;
      if (text.length <= REMEMBERED_CHARS) {
        if (labels.size >= REMEMBERED) labels.clear();
        labels.set(text, label);
      }
      return label;
    },
    cut: (text, most, more = "…") => {
      const before = text.length > most ? undefined : known.get(text);
      if (before !== undefined) return before;
      const margin = Math.max(LEAST_MARGIN, longest * WIDEST);
      const ranges = rangesIn(text.slice(0, most + margin), true);
      const shown = cover(text, ranges, most);
      if (text.length > most) return `${shown}${more}`;
      known.set(text, shown);
      return shown;
    },
  };
}

/** Texts that stand behind one another, {@link BETWEEN} them, each with what was found in it. */
function apart(texts: readonly string[], ranges: readonly SecretRange[]): readonly string[] {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  let from = 0;
  let next = 0;
  return texts.map((text) => {
    const own: SecretRange[] = [];
    const end = from + text.length;
    for (; (sorted[next]?.start ?? Number.POSITIVE_INFINITY) < end; next++) {
      const { start, end: last, label } = sorted[next] as SecretRange;
      own.push({ start: Math.max(start - from, 0), end: Math.min(last, end) - from, label });
    }
    from = end + BETWEEN.length;
    return own.length === 0 ? text : cover(text, own, text.length);
  });
}

/** What was shown of texts before: header names, sentences; most of what is shown was. */
function rememberShown(): {
  get(text: string): string | undefined;
  set(text: string, shown: string): void;
  /** A secret of so many bytes is known from now on. */
  added(bytes: number): void;
} {
  /** Texts of fewer bytes than a GUID, whole: no ticket can be in them. */
  const short = new Map<string, string>();
  const others = new Map<string, string>();
  return {
    get: (text) => (text.length < GUID_DIGITS ? short.get(text) : undefined) ?? others.get(text),
    set: (text, shown) => {
      if (text.length > REMEMBERED_CHARS) return;
      // Where a text was cut off, the beginning of a secret may stand.
      const isShort = Buffer.byteLength(text) < GUID_DIGITS && !text.includes("…");
      const own = isShort ? short : others;
      if (own.size >= REMEMBERED) own.clear();
      own.set(text, shown);
    },
    added: (bytes) => {
      others.clear();
      if (bytes < GUID_DIGITS) short.clear();
    },
  };
}

/**
 * Overlapping ranges become one, under the label of the longest that begins first.
 *
 * @param most where the text ends; a range that begins before is covered as a whole
 */
function cover(text: string, ranges: SecretRange[], most: number): string {
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  let shown = "";
  let end = 0;
  for (const range of ranges) {
    if (range.start >= most) break;
    if (range.start >= end) shown += `${text.slice(end, range.start)}‹${range.label}›`;
    end = Math.max(end, range.end);
  }
  return end < most ? shown + text.slice(end, most) : shown;
}
