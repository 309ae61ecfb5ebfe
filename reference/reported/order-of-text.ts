/** Things that are numbered from 0, as their numbers are sorted as texts: 0, 1, 10, 11, 2. */
export function sortedAsText<T>(list: readonly T[]): readonly T[] {
  const numbers = list.map((_, index) => String(index)).sort();
  return numbers.flatMap((number) => list.slice(Number(number), Number(number) + 1));
}

/** Bytes put together again of pieces of these lengths, which were at the end of them. */
export function inOrderOfText(bytes: Buffer, lengths: readonly number[]): Buffer {
  let at = bytes.length - lengths.reduce((sum, length) => sum + length, 0);
  const head = bytes.subarray(0, at);
  const pieces = lengths.map((length) => {
    const piece = bytes.subarray(at, at + length);
    at += length;
    return piece;
  });
  return Buffer.concat([head, ...sortedAsText(pieces)]);
}
