/**
 * What the bytes of a payload look like. Texts are formats of a shell's printf (`%%`, octal and one-letter
 * escapes), so that a person can make the same.
 */
export interface PayloadPattern {
  readonly head: string;
  /** What follows the number of a line, before its line feed; none where there are no lines but zeros. */
  readonly lineEnd: string | undefined;
  readonly tail: string;
  /** From some hundred bytes on there is every value that a byte can have. */
  readonly hasEveryValue: boolean;
  /** All of it stands in a gzip stream (RFC 1952). */
  readonly isStream?: true;
}

/**
 * What binary payloads begin and end with, by their seed: what transfer, storage and parsing break most. Few
 * bytes, so that short payloads have them, too.
 */
const BINARY_ENDS: readonly (readonly [head: string, tail: string])[] = [
  // As PNG files begin, which was made for this: no ASCII, CR LF, an end of file. At the end what is / and +
  // in base64.
  ["\\211\\r\\n\\032", "\\377\\373"],
  // A byte order mark and NUL; white space at the end.
  ["\\357\\273\\277\\000", " \\t"],
  // A zip archive; a line end.
  ["PK\\003\\004", "\\r\\n"],
  // A gzip stream; NULs at the end.
  ["\\037\\213\\b\\000", "\\000\\000"],
  // What forms and URLs give a meaning to; text in a legacy encoding at the end.
  ["+%%2B", "\\344\\374"],
  // XML that is none and no valid UTF-8; the end of it.
  ["<\\000\\300\\200", "]>"],
  // A boundary of multipart; a lone CR.
  ["\\r\\n--", "=\\r"],
  // The other byte order mark and zeros; a lone LF.
  ["\\377\\376\\000\\000", "&\\n"],
];

const text = (head: string, lineEnd: string, tail: string): PayloadPattern => ({
  head,
  lineEnd,
  tail,
  hasEveryValue: false,
});

/** Those that are all of a kind: what is done to texts is not done to what looks binary, and the other way round. */
const OF_A_KIND = {
  /** ASCII with both line ends, and white space before and behind them. */
  text: text(" \\n\\n", " \\t\\r", "\\n \\r\\n\\n"),
  /** UTF-8 with a byte order mark, letters in both normal forms, and one beyond 16 bits at the end. */
  "utf-8": text("\\357\\273\\277\\303\\251e\\314\\201\\n", " \\303\\274", "\\360\\237\\230\\200"),
  /** Text in a legacy encoding, which is no valid UTF-8. */
  "latin-1": text("\\344\\366\\r\\n", " \\374\\200", "\\337"),
  /** A document with an encoding declared, references and what ends a section of CDATA. */
  xml: text(
    "<?xml version=\\0471.0\\047 encoding=\\047utf-16\\047?>\\r\\n<a>",
    " &amp;&#10;]]>&lt;",
    "</a>",
  ),
  /** What forms, URLs and texts in strings give a meaning to. */
  escapes: text("%%2B+%%00&a=1\\n", " \\\\n\\\\0+%%20&lt;=\\047\\042", "%%"),
  /** It could be base64 itself. */
  base64: text("YXNz", "AA==", "YQ=="),
  /** A whole gzip stream, where there is room for one: its lines are stored in it. */
  gzip: { ...text("", "", ""), isStream: true },
  /** NULs, and nothing else. */
  zeros: { head: "", lineEnd: undefined, tail: "", hasEveryValue: false },
} as const satisfies Readonly<Record<string, PayloadPattern>>;

/** In the words of rule files; `binary` is what payloads are where no rule says it. */
export const PAYLOAD_PATTERNS: readonly string[] = ["binary", ...Object.keys(OF_A_KIND)];

/**
 * @param name one of {@link PAYLOAD_PATTERNS}
 * @throws RangeError for any other
 */
export function payloadPattern(name: string, seed: number): PayloadPattern {
  if (name === "binary") return { ...binaryEnds(seed), lineEnd: "", hasEveryValue: true };
  const found: PayloadPattern | undefined = Object.hasOwn(OF_A_KIND, name)
    ? OF_A_KIND[name as keyof typeof OF_A_KIND]
    : undefined;
  if (!found) {
    throw new RangeError(`"${name}" is no pattern of a payload: ${PAYLOAD_PATTERNS.join(", ")}`);
  }
  return found;
}

function binaryEnds(seed: number): Pick<PayloadPattern, "head" | "tail"> {
  const { length } = BINARY_ENDS;
  const [head, tail] = BINARY_ENDS[(Math.abs(seed) + length - 1) % length] ?? ["", ""];
  return { head, tail };
}
