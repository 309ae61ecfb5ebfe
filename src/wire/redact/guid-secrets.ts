import type { ByteView } from "./byte-view.ts";

/** A stretch of a text that must not be shown, and the label that stands for it. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
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
}

const GUID =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;
const GUID_IN_TEXT = /([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})/gi;

/** Fewer digits are the same by chance. */
const LEAST_BEGINNING = 6;
/** The ellipsis, byte by byte; and the digits before it, where one may be cut off. */
const CUT_MARK = "\u00e2\u0080\u00a6";
const CUT_DIGITS = /(?<![0-9a-f-])[0-9a-f-]{6,36}(?=\u00e2\u0080\u00a6)/gi;

/**
 * Tickets are GUIDs and there are thousands of them in a long run, so they are not searched for
 * one by one: every GUID of a view is looked up, in any letter case, with or without dashes.
 */
export function createGuidSecrets(): GuidSecrets {
  const labels = new Map<string, string>();
  const beginning = new Map<string, string[]>();

  function beginningsIn(text: string, { starts, ends }: ByteView): SecretRange[] {
    return [...text.matchAll(CUT_DIGITS)].flatMap((match) => {
      const [whole] = match;
      for (let from = 0; from < whole.length; from++) {
        const rest = whole.slice(from).replaceAll("-", "").toLowerCase();
        if (rest.length < LEAST_BEGINNING) return [];
        const guid = beginning
          .get(rest.slice(0, LEAST_BEGINNING))
          ?.find((one) => one.startsWith(rest));
        if (guid === undefined) continue;
        const start = starts[match.index + from] as number;
        const end = ends[match.index + whole.length - 1] as number;
        return [{ start, end, label: labels.get(guid) ?? "" }];
      }
      return [];
    });
  }

  return {
    add: (value, label) => {
      const match = GUID.exec(value);
      if (!match) return false;
      const guid = digits(match);
      if (labels.has(guid)) return true;
      labels.set(guid, label);
      const first = guid.slice(0, LEAST_BEGINNING);
      beginning.set(first, [...(beginning.get(first) ?? []), guid]);
      return true;
    },
    find: (view, cuts) => {
      const { bytes, starts, ends } = view;
      if (labels.size === 0) return [];
      // A byte is a character: what is found stands at the same places.
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
      const found = cuts && text.includes(CUT_MARK) ? beginningsIn(text, view) : [];
      const scan = new RegExp(GUID_IN_TEXT);
      for (let match = scan.exec(text); match; match = scan.exec(text)) {
        const label = labels.get(digits(match));
        // A secret may begin inside of what looked like another GUID.
        scan.lastIndex = match.index + (label === undefined ? 1 : match[0].length);
        if (label === undefined) continue;
        const last = match.index + match[0].length - 1;
        found.push({ start: starts[match.index] as number, end: ends[last] as number, label });
      }
      return found;
    },
  };
}

function digits(match: RegExpExecArray): string {
  return match.slice(1).join("").toLowerCase();
}
