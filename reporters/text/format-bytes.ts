import type { Failure } from "../../src/model/failure.ts";

/** Bytes in a row: two sides of them, with their characters, fit into 80 columns. */
const ROW = 8;
const HEX_WIDTH = ROW * 3 - 1;
const OFFSET_DIGITS = 8;

/**
 * Expected and actual bytes side by side, around where they begin to differ: `offset  hex chars  hex chars`,
 * with `≠` between the sides of a row that differ. Nothing for a failure that is not about bytes.
 *
 * @param options.chars false: without the characters, in 60 columns
 */
export function formatBytes(
  { bytes }: Pick<Failure, "bytes">,
  { chars = true }: { readonly chars?: boolean } = {},
): readonly string[] {
  if (!bytes) return [];
  const [expected, actual] = [bytes.expected, bytes.actual].map((hex) => Buffer.from(hex, "hex"));
  if (!expected || !actual) return [];
  const side = (row: Buffer): string => (chars ? `${hexOf(row)}  ${charsOf(row)}` : hexOf(row));
  const width = side(Buffer.alloc(0)).length;
  const head = `${"".padEnd(OFFSET_DIGITS)}  ${"expected".padEnd(width)}   actual`;
  const first = bytes.from % ROW;
  const rows: string[] = [];
  const longest = Math.max(expected.length, actual.length);
  // The first row may begin inside, where a part of a document does.
  for (let at = -first; at < longest; at += ROW) {
    const part = (of: Buffer): Buffer => of.subarray(Math.max(0, at), Math.max(0, at + ROW));
    const [left, right] = [part(expected), part(actual)];
    const sign = left.equals(right) ? " " : "≠";
    const offset = (bytes.from + Math.max(0, at)).toString(16).padStart(OFFSET_DIGITS, "0");
    rows.push(`${offset}  ${side(left)} ${sign} ${side(right)}`.trimEnd());
  }
  return [head.trimEnd(), ...rows];
}

function hexOf(row: Buffer): string {
  return [...row]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join(" ")
    .padEnd(HEX_WIDTH);
}

/** Printable ASCII as itself, everything else as a dot. */
function charsOf(row: Buffer): string {
  return row
    .toString("latin1")
    .replace(/[^ -~]/g, ".")
    .padEnd(ROW);
}
