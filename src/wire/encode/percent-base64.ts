import { BLOCK_BYTES, type Bytes, blocksOf, MadeBytes } from "../../model/made-bytes.ts";

/** The base64 of bytes as a value of a URL or of a form: `+`, `/` and `=` percent-encoded. */
export function percentBase64Of(bytes: Bytes): Bytes {
  /** Where what was made of each block ends. */
  const ends: number[] = [];
  let length = 0;
  for (const block of blocksOf(bytes)) {
    length += encoded(block).length;
    ends.push(length);
  }
  // Whoever reads on begins in the block that was read last.
  let last = { index: -1, text: "" };
  const textOf = (index: number): string => {
    const at = index * BLOCK_BYTES;
    if (last.index !== index) last = { index, text: encoded(bytes.subarray(at, at + BLOCK_BYTES)) };
    return last.text;
  };
  return new MadeBytes(length, (start, end) => {
    const pieces: Buffer[] = [];
    for (const [index, ending] of ends.entries()) {
      if (ending <= start) continue;
      const before = ends[index - 1] ?? 0;
      if (before >= end) break;
      const piece = textOf(index).slice(Math.max(0, start - before), end - before);
      pieces.push(Buffer.from(piece, "latin1"));
    }
    return Buffer.concat(pieces, end - start);
  });
}

function encoded(block: Buffer): string {
  return encodeURIComponent(block.toString("base64"));
}
