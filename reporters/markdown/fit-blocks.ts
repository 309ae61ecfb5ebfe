/** A piece of a document. Without `detail` it is part of the frame, which gets its room first. */
export interface Block {
  readonly text: string;
  readonly detail?: boolean;
  /** Said instead where there is no room for the text. */
  readonly short?: string;
}

export interface FittedBlocks {
  readonly text: string;
  /** How many blocks were shortened or left out. */
  readonly cut: number;
}

const SEPARATOR = "\n\n";

/**
 * The blocks joined by blank lines in at most `maxBytes` of UTF-8: the frame first, then details in
 * their order as long as there is room. Blocks keep their places.
 */
export function fitBlocks(blocks: readonly Block[], maxBytes: number): FittedBlocks {
  const chosen = new Map<number, string>();
  const indexed = blocks.map((block, index) => ({ block, index }));
  let room = maxBytes;
  let cut = 0;
  for (const { block, index } of [
    ...indexed.filter((each) => !each.block.detail),
    ...indexed.filter((each) => each.block.detail),
  ]) {
    const fitting = [block.text, block.short].find(
      (text) => text !== undefined && sizeOf(text) <= room,
    );
    if (fitting !== block.text) cut += 1;
    if (fitting === undefined) continue;
    room -= sizeOf(fitting);
    chosen.set(index, fitting);
  }
  const text = indexed.flatMap(({ index }) => chosen.get(index) ?? []).join(SEPARATOR);
  return { text, cut };
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text) + SEPARATOR.length;
}
