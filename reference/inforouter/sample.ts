import type { Library } from "./library.ts";

/** The folders of every library. */
export const FOLDERS: readonly string[] = ["/Library", "/Library/inbox"];

/** A folder that both users may write to. */
export const WRITABLE_FOLDER = "/Library/inbox";

/** A document that both users may read. */
export const READABLE_DOCUMENT = "/Library/sample.bin";

/** Bytes; more than two chunks of 262144, so that a download has three. */
const SAMPLE_SIZE = 600_000;

/** Puts the sample document into the library, with two versions. */
export async function addSample(library: Library): Promise<void> {
  for (const [index, comment] of ["First version", "Second version"].entries()) {
    await library.addBytes({ path: READABLE_DOCUMENT }, sampleBytes(index + 1), comment);
  }
}

/** Bytes that look random and are the same every time (Marsaglia's xorshift32). */
export function sampleBytes(version: number): Buffer {
  const words = new Uint32Array(SAMPLE_SIZE / Uint32Array.BYTES_PER_ELEMENT);
  let state = 0x9e3779b9 ^ version;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return Buffer.from(words.buffer);
}
