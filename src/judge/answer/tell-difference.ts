import { type Bytes, firstDifference, partOf, placeIn } from "../../model/made-bytes.ts";

/** Bytes shown of each side. */
const SHOWN = 8;
/** So many bytes in a row are not the same in two places by chance. */
const TELLING = 24;

/**
 * In what bytes differ from those that were to come, continuing a sentence about the former: where, what
 * stands there on both sides, and where they come from if they are others of the same; empty for the same.
 *
 * @param from the number of the first byte, where these are a part of a document
 */
export function tellDifference(expected: Bytes, actual: Bytes, from = 0): string {
  const at = firstDifference(expected, actual);
  if (at === undefined) return "";
  if (at === expected.length) return ", which go on after them";
  if (at === actual.length) return ", which begin them";
  const shown = (bytes: Bytes): string =>
    bytes
      .subarray(at, at + SHOWN)
      .toString("hex")
      .replace(/..(?=.)/g, "$& ");
  const difference = `, different from byte ${from + at} on: ${shown(actual)} for ${shown(expected)}`;
  return `${difference}${whereFrom(expected, actual, at, from)}`;
}

/** What stands where two runs of bytes begin to differ. */
export interface BytesApart {
  /** The number of the first byte of both, a multiple of {@link ROW}. */
  readonly from: number;
  readonly expected: Buffer;
  readonly actual: Buffer;
}

/** Bytes in a row of a hex view. */
export const ROW = 8;
/** Rows before the first difference, and in all. */
const BEFORE = 1;
const ROWS = 6;

/**
 * Wrong bytes as a part of a mismatch: in words, behind those that are given, and what stands on both sides
 * around the first difference.
 *
 * @param from as for {@link tellDifference}
 */
export function wrongBytes(
  words: string,
  expected: Bytes,
  actual: Bytes,
  from = 0,
): { readonly actual: string; readonly bytes?: BytesApart } {
  const said = { actual: `${words}${tellDifference(expected, actual, from)}` };
  const at = firstDifference(expected, actual);
  if (at === undefined || actual.length === 0) return said;
  const row = Math.floor((from + at) / ROW) - BEFORE;
  const first = Math.max(0, row * ROW - from);
  const end = Math.max(0, (row + ROWS) * ROW - from);
  const window = (bytes: Bytes): Buffer => bytes.subarray(first, end);
  return {
    ...said,
    bytes: { from: from + first, expected: window(expected), actual: window(actual) },
  };
}

/** Lost, repeated or moved: the bytes there are those of another place. */
function whereFrom(expected: Bytes, actual: Bytes, at: number, from: number): string {
  const sample = actual.subarray(at, at + TELLING);
  if (sample.length < TELLING) return "";
  const place = placeIn(expected, sample);
  if (place < 0) return "";
  const [there, here] = [partOf(expected, place), partOf(actual, at)];
  const length = firstDifference(there, here) ?? here.length;
  const range = (start: number): string => `${from + start}..${from + start + length - 1}`;
  return ` (bytes ${range(at)} are those of ${range(place)})`;
}
