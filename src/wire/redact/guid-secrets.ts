import type { ByteView } from "./byte-view.ts";
import { BEGINNING, createGuidStore } from "./guid-store.ts";

/** A stretch of a text that must not be shown, and the label that stands for it. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** A secret, and what is shown instead. */
export interface KnownSecret {
  readonly value: string;
  readonly label: string;
}

export interface GuidSecrets {
  /** False when the value is not a GUID: then it is for others to keep. */
  add(value: string, label: string): boolean;
  /**
   * What of a view is one of them, as stretches of the text that it stands for.
   *
   * @param cuts also the beginning of one, where the text was cut off with an ellipsis
   */
  find(view: ByteView, cuts: boolean): readonly SecretRange[];
  /** Whether one may be in these bytes: as many digits in a row as one has are enough. */
  mayOccur(bytes: Uint8Array): boolean;
  /** Their digits. */
  all(): readonly KnownSecret[];
}

const GUID =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;
const GUID_IN_TEXT = /([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})/gi;

/** The ellipsis, byte by byte; before it a GUID may be cut off, with its dashes. */
const CUT_MARK = "\u00e2\u0080\u00a6";
const LONGEST = 36;
const DIGIT = /[0-9a-f-]/i;

/**
 * Tickets are GUIDs and there are thousands of them in a long run, so they are not searched for
 * one by one: every GUID of a view is looked up, in any letter case, with or without dashes.
 */
export function createGuidSecrets(): GuidSecrets {
  const guids = createGuidStore();

  function beginningsIn(text: string, { starts, ends }: ByteView): SecretRange[] {
    const found: SecretRange[] = [];
    for (let cut = text.indexOf(CUT_MARK); cut >= 0; cut = text.indexOf(CUT_MARK, cut + 1)) {
      let from = cut;
      while (from > 0 && cut - from < LONGEST && DIGIT.test(text[from - 1] as string)) from--;
      for (; from < cut; from++) {
        const rest = text.slice(from, cut).replaceAll("-", "").toLowerCase();
        // Fewer digits are the same by chance.
        if (rest.length < BEGINNING) break;
        const label = guids.labelOfBeginning(rest);
        if (label === undefined) continue;
        found.push({ start: starts[from] as number, end: ends[cut - 1] as number, label });
        break;
      }
    }
    return found;
  }

  return {
    add: (value, label) => {
      const match = GUID.exec(value);
      if (!match) return false;
      guids.add(digits(match), label);
      return true;
    },
    find: (view, cuts) => {
      const { bytes, starts, ends } = view;
      if (guids.size === 0) return [];
      // A byte is a character: what is found stands at the same places.
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
      const found = cuts && text.includes(CUT_MARK) ? beginningsIn(text, view) : [];
      const scan = new RegExp(GUID_IN_TEXT);
      for (let match = scan.exec(text); match; match = scan.exec(text)) {
        const label = guids.labelOf(digits(match));
        // A secret may begin inside of what looked like another GUID.
        scan.lastIndex = match.index + (label === undefined ? 1 : match[0].length);
        if (label === undefined) continue;
        const last = match.index + match[0].length - 1;
        found.push({ start: starts[match.index] as number, end: ends[last] as number, label });
      }
      return found;
    },
    all: () => Array.from(guids.all(), ([value, label]) => ({ value, label })),
    mayOccur: (bytes) => guids.size > 0 && holdsDigits(bytes),
  };
}

const DIGITS = 32;
const [DASH, ZERO, NINE, LETTER_A, LETTER_F, SMALL] = [0x2d, 0x30, 0x39, 0x61, 0x66, 0x20];

/** Whether so many hexadecimal digits follow one another, but for dashes. */
function holdsDigits(bytes: Uint8Array): boolean {
  if (bytes.length < DIGITS) return false;
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === DASH) continue;
    const letter = byte | SMALL;
    const isDigit = (byte >= ZERO && byte <= NINE) || (letter >= LETTER_A && letter <= LETTER_F);
    count = isDigit ? count + 1 : 0;
    if (count === DIGITS) return true;
  }
  return false;
}

function digits(match: RegExpExecArray): string {
  return match.slice(1).join("").toLowerCase();
}
