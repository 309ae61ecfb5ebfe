/** Collects a body as it comes. */
export interface BodyCollector {
  add(chunk: Buffer): void;
  readonly received: number;
  whole(): Buffer;
}

/** From here on one buffer takes all of it: pieces that are joined at the end would be there twice. */
const LARGE_BYTES = 1024 * 1024;

const NOTHING = Buffer.alloc(0);

/**
 * @param most bytes that `add` is ever given in all
 * @param announced how many are said to come; what cannot be is not believed
 */
export function collectBody(most: number, announced = Number.NaN): BodyCollector {
  let chunks: Buffer[] = [];
  let received = 0;
  /** What was not written to takes no memory, however much there is of it. */
  let large: Buffer | undefined;
  return {
    add(chunk) {
      const at = received;
      received += chunk.length;
      if (received <= LARGE_BYTES) {
        chunks.push(chunk);
        return;
      }
      if (!large || large.length < received) {
        const isLikely = announced >= received && announced <= most;
        const grown = Buffer.allocUnsafeSlow(isLikely ? announced : Math.max(most, received));
        if (large) large.copy(grown, 0, 0, at);
        else Buffer.concat(chunks).copy(grown);
        chunks = [];
        large = grown;
      }
      chunk.copy(large, at);
    },
    get received() {
      return received;
    },
    whole() {
      if (large) return large.subarray(0, received);
      const [first = NOTHING] = chunks;
      return chunks.length > 1 ? Buffer.concat(chunks) : first;
    },
  };
}
