/** Ids that this run made up: whatever is asked about them, nothing of anybody's can be meant. */
export interface Unissued {
  /** Remembers values of a case as made up, at any depth. */
  note(value: unknown): void;
  /** Whether a text can name nothing that a server issued. */
  covers(text: string): boolean;
}

/** So many are remembered: more than a run has in flight at once. */
const MOST = 50_000;
/** So many hexadecimal digits are not the same by chance. */
const DIGITS = 32;

/** Nothing is known yet: what no run made up may be somebody's. */
export function createUnissued(): Unissued {
  const texts = new Set<string>();
  const add = (text: string): void => {
    if (texts.size >= MOST) texts.clear();
    texts.add(text);
    const digits = digitsOf(text);
    if (digits.length === DIGITS) texts.add(digits);
  };
  return {
    note(value) {
      if (typeof value === "string") add(value);
      else if (typeof value === "object" && value) Object.values(value).forEach(this.note, this);
    },
    covers(text) {
      // No server names what it issued without a number: `no-guid` is a word of a rule.
      if (!/\d/.test(text) || texts.has(text)) return true;
      const digits = digitsOf(text);
      return digits.length === DIGITS && texts.has(digits);
    },
  };
}

/** Of a target that may be written to: no call stands on what was made up, and nothing is kept. */
export const NONE_KEPT: Unissued = { note: () => undefined, covers: () => false };

/** The digits of a GUID in whatever form; a prefix of other letters does not count. */
function digitsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("0x", "")
    .replace(/[^0-9a-f]/g, "");
}
