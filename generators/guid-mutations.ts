/** What a mutated text is made of, from the tamest to the wildest. */
export type Characters = "letters" | "ascii" | "unicode";

/** A named way to spoil a valid GUID so that no .NET form accepts it. */
export interface GuidMutation {
  readonly name: string;
  /**
   * `letters`: letters, digits and dashes only; `ascii`: also spaces, line feeds, and punctuation but for
   * `<`, `>` and `&`.
   */
  readonly characters: Characters;
  /**
   * @param guid form D, lower case
   * @param at which digit (0 to 31) or, modulo their number, which other place is spoilt
   */
  readonly mutate: (guid: string, at: number) => string;
}

/** Letters that are no hexadecimal digits; without x, since .NET reads `0x` inside a group. */
const NO_HEX_LETTERS = "ghijklmnopqrstuvwyz";

/** What stands for something in queries, paths, patterns, formats and commands. */
const PUNCTUATION = "!\"#$%'()*+,;=?@\\^_`|~";

/**
 * In order of simplicity. What .NET accepts, whatever the documents say, is not here: upper case,
 * surrounding space, N, `{D}`, `(D)`, `{0x...}`; nor what the parsers of other stacks take, `urn:uuid:D`
 * and `{N}` (DUH-07, DUH-21, DDH-07, DDH-20).
 */
export const GUID_MUTATIONS: readonly GuidMutation[] = [
  {
    name: "truncated",
    characters: "letters",
    mutate: (guid, at) => guid.slice(0, Math.max(1, (at + FIRST_GROUP) % guid.length)),
  },
  {
    name: "digit-missing",
    characters: "letters",
    mutate: (guid, at) => splice(guid, digitPlace(at), 1, ""),
  },
  {
    name: "digit-extra",
    characters: "letters",
    mutate: (guid, at) => splice(guid, digitPlace(at), 0, "0"),
  },
  {
    name: "no-dashes-digit-missing",
    characters: "letters",
    mutate: (guid, at) => splice(withoutDashes(guid), at, 1, ""),
  },
  {
    name: "no-dashes-digit-extra",
    characters: "letters",
    mutate: (guid, at) => splice(withoutDashes(guid), at, 0, "0"),
  },
  {
    name: "letter-not-hex",
    characters: "letters",
    mutate: (guid, at) =>
      splice(guid, digitPlace(at), 1, NO_HEX_LETTERS.charAt(at % NO_HEX_LETTERS.length)),
  },
  {
    name: "no-dashes-letter-not-hex",
    characters: "letters",
    mutate: (guid, at) =>
      splice(withoutDashes(guid), at, 1, NO_HEX_LETTERS.charAt(at % NO_HEX_LETTERS.length)),
  },
  {
    name: "dash-missing",
    characters: "letters",
    mutate: (guid, at) => splice(guid, dashPlace(at), 1, ""),
  },
  {
    name: "dash-misplaced",
    characters: "letters",
    mutate: (guid, at) => splice(guid, dashPlace(at), 2, `${guid.charAt(dashPlace(at) + 1)}-`),
  },
  { name: "square-brackets", characters: "ascii", mutate: (guid) => `[${guid}]` },
  { name: "brace-not-closed", characters: "ascii", mutate: (guid) => `{${guid}` },
  { name: "file-name", characters: "ascii", mutate: (guid) => `${guid}.tmp` },
  // Readers that look for a GUID anywhere in a text, on any of its lines, or take its first word.
  { name: "on-a-line-after-another", characters: "ascii", mutate: (guid) => `x\n${guid}` },
  { name: "on-a-line-before-another", characters: "ascii", mutate: (guid) => `${guid}\nx` },
  { name: "after-a-word", characters: "ascii", mutate: (guid) => `x ${guid}` },
  { name: "before-a-word", characters: "ascii", mutate: (guid) => `${guid} x` },
  { name: "two-of-them", characters: "ascii", mutate: (guid) => `${guid},${guid}` },
  { name: "hex-byte-missing", characters: "ascii", mutate: (guid) => `${inHex(guid, 7)}}}` },
  { name: "hex-byte-extra", characters: "ascii", mutate: (guid) => `${inHex(guid, 8)},0x00}}` },
  { name: "hex-not-closed", characters: "ascii", mutate: (guid) => `${inHex(guid, 8)}}` },
  ...Array.from(
    PUNCTUATION,
    (mark): GuidMutation => ({
      name: `followed by ${mark}`,
      characters: "ascii",
      mutate: (guid) => `${guid}${mark}`,
    }),
  ),
  {
    name: "unicode-digit",
    characters: "unicode",
    mutate: (guid, at) => splice(guid, digitPlace(at), 1, FULL_WIDTH_DIGITS.charAt(at % 10)),
  },
  {
    name: "unicode-dash",
    characters: "unicode",
    mutate: (guid, at) => splice(guid, dashPlace(at), 1, DASHES.charAt(at % DASHES.length)),
  },
];

/** Digits of a GUID, and so the number of places that a mutation can be told. */
export const GUID_DIGITS = 32;

const FIRST_GROUP = 8;
const FULL_WIDTH_DIGITS = "０１２３４５６７８９";
/** Hyphen, non-breaking hyphen, en dash, em dash, minus sign. */
const DASHES = "\u2010\u2011\u2013\u2014\u2212";
const DASH_PLACES = [8, 13, 18, 23] as const;

function dashPlace(at: number): number {
  return DASH_PLACES[at % DASH_PLACES.length] as number;
}

/** Where the digit of that number stands in form D. */
function digitPlace(at: number): number {
  return DASH_PLACES.reduce((place, dash) => (place >= dash ? place + 1 : place), at);
}

/** The beginning of form X, up to so many of its last bytes. */
function inHex(guid: string, bytes: number): string {
  const digits = withoutDashes(guid);
  const head = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16)];
  const last = Array.from({ length: bytes }, (_, index) => digits.substr(16 + 2 * index, 2));
  return `{${head.map((one) => `0x${one}`).join(",")},{${last.map((one) => `0x${one}`).join(",")}`;
}

function withoutDashes(guid: string): string {
  return guid.replaceAll("-", "");
}

function splice(text: string, start: number, removed: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(start + removed);
}
