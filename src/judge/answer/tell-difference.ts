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
export function tellDifference(expected: Buffer, actual: Buffer, from = 0): string {
  const at = firstDifference(expected, actual);
  if (at === undefined) return "";
  if (at === expected.length) return ", which go on after them";
  if (at === actual.length) return ", which begin them";
  const shown = (bytes: Buffer): string =>
    bytes
      .subarray(at, at + SHOWN)
      .toString("hex")
      .replace(/..(?=.)/g, "$& ");
  const difference = `, different from byte ${from + at} on: ${shown(actual)} for ${shown(expected)}`;
  return `${difference}${whereFrom(expected, actual, at, from)}`;
}

function firstDifference(expected: Buffer, actual: Buffer): number | undefined {
  const shorter = Math.min(expected.length, actual.length);
  for (let at = 0; at < shorter; at++) if (expected[at] !== actual[at]) return at;
  return expected.length === actual.length ? undefined : shorter;
}

/** Lost, repeated or moved: the bytes there are those of another place. */
function whereFrom(expected: Buffer, actual: Buffer, at: number, from: number): string {
  const sample = actual.subarray(at, at + TELLING);
  if (sample.length < TELLING) return "";
  const place = expected.indexOf(sample);
  if (place < 0) return "";
  let length = TELLING;
  while (at + length < actual.length && expected[place + length] === actual[at + length]) length++;
  const range = (start: number): string => `${from + start}..${from + start + length - 1}`;
  return ` (bytes ${range(at)} are those of ${range(place)})`;
}
