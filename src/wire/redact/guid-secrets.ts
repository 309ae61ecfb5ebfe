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
  /** What of a view is one of them, as stretches of the text that it stands for. */
  find(view: ByteView): readonly SecretRange[];
}

const GUID =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;
const GUID_IN_TEXT = /([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})/gi;

/**
 * Tickets are GUIDs and there are thousands of them in a long run, so they are not searched for
 * one by one: every GUID of a view is looked up, in any letter case, with or without dashes.
 */
export function createGuidSecrets(): GuidSecrets {
  const labels = new Map<string, string>();
  return {
    add: (value, label) => {
      const match = GUID.exec(value);
      if (!match) return false;
      if (!labels.has(digits(match))) labels.set(digits(match), label);
      return true;
    },
    find: ({ bytes, starts, ends }) => {
      if (labels.size === 0) return [];
      const found: SecretRange[] = [];
      // A byte is a character: what is found stands at the same places.
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
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
