import { zipSync } from "fflate";
import type { BytesSpec } from "./value.ts";

/** The earliest day that an archive can name, so that the same description gives the same bytes. */
const FIRST_DAY = "1980-01-01T00:00:00";

/**
 * What payloads begin and end with, by their seed: what transfer, storage and parsing break most. As a shell's
 * printf writes it, so that a person can make the same; few bytes, so that short payloads have them, too.
 */
const ENDS: readonly (readonly [head: string, tail: string])[] = [
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

const EVERY_VALUE = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
/** Digits of the number of a line. */
const DIGITS = 9;

/**
 * The bytes that a {@link BytesSpec} describes: a telling head, every value that a byte can have, numbered lines
 * (no part of them stands twice, so that what is lost, doubled or moved shows), a telling tail. Of two seeds
 * none is part of the other, but for a few bytes.
 */
export function payloadBytes({ bytes: { size, seed, zipped } }: BytesSpec): Buffer {
  const plain = plainBytes(size, seed);
  if (zipped === undefined) return plain;
  return Buffer.from(zipSync({ [zipped]: plain }, { level: 0, mtime: FIRST_DAY }));
}

/** The parts of a payload that is no archive, as a shell's printf and seq make them. */
export interface PayloadParts {
  /** Formats of printf. */
  readonly head: string;
  readonly tail: string;
  readonly hasEveryValue: boolean;
  /** Bytes of numbered lines, `<seed>-assay 000000000`. */
  readonly lines: number;
}

/** What the bytes of a size and seed are put together from, before they are cut to the size. */
export function payloadParts(size: number, seed: number): PayloadParts {
  const [head, tail] = ENDS[(Math.abs(seed) + ENDS.length - 1) % ENDS.length] ?? ["", ""];
  const room = size - unescaped(head).length - unescaped(tail).length;
  const hasEveryValue = room >= 2 * EVERY_VALUE.length;
  const lines = Math.max(0, hasEveryValue ? room - EVERY_VALUE.length : room);
  return { head, tail, hasEveryValue, lines };
}

/** How a line with a number begins. */
export function lineStart(seed: number): string {
  return `${seed}-assay `;
}

/** A text that every longer payload of a seed holds, and none of another. */
export function markOf(seed: number): string {
  return `\n${lineStart(seed)}`;
}

function plainBytes(size: number, seed: number): Buffer {
  const { head, tail, hasEveryValue, lines } = payloadParts(size, seed);
  const parts = [
    unescaped(head),
    ...(hasEveryValue ? [EVERY_VALUE] : []),
    numberedLines(lines, seed),
    unescaped(tail),
  ];
  return Buffer.concat(parts).subarray(0, size);
}

function numberedLines(size: number, seed: number): Buffer {
  const line = Buffer.from(`${lineStart(seed)}${"0".repeat(DIGITS)}\n`, "latin1");
  const made = Buffer.allocUnsafe(Math.ceil(size / line.length) * line.length);
  for (let at = 0; at < made.length; at += line.length) {
    line.copy(made, at);
    countUp(line);
  }
  return made.subarray(0, size);
}

const [ZERO, NINE] = [0x30, 0x39];

/** The number at the end of a line becomes the next one. */
function countUp(line: Buffer): void {
  let at = line.length - 2;
  for (; line[at] === NINE; at--) line[at] = ZERO;
  line[at] = (line[at] ?? ZERO) + 1;
}

/** As printf writes a format: `%%`, octal and one-letter escapes. */
function unescaped(format: string): Buffer {
  const text = format.replace(/%%|\\([0-7]{3}|[a-z])/g, (whole, code?: string) => {
    if (code === undefined) return "%";
    return (
      LETTERS[code] ?? (/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : whole)
    );
  });
  return Buffer.from(text, "latin1");
}

const LETTERS: Readonly<Record<string, string>> = { r: "\r", n: "\n", t: "\t", b: "\b" };
