import { closeSync, openSync, readSync } from "node:fs";

/** Bytes in a file, of which a block at a time is read. */
export class StoredBytes {
  readonly length: number;
  readonly #file: string;

  constructor(file: string, length: number) {
    this.#file = file;
    this.length = length;
  }

  /** Throws what the system says when the file is gone or too short. */
  *blocks(size: number): Generator<Buffer, void, undefined> {
    const descriptor = openSync(this.#file, "r");
    try {
      for (let at = 0; at < this.length; at += size) {
        const block = Buffer.allocUnsafe(Math.min(size, this.length - at));
        const read = readSync(descriptor, block, 0, block.length, at);
        if (read < block.length) throw new Error("The file is shorter than it was.");
        yield block;
      }
    } finally {
      closeSync(descriptor);
    }
  }
}
