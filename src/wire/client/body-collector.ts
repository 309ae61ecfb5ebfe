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
  return new Collector(most, announced);
}

/** A class, since there is one for every answer: it costs less than as many functions. */
class Collector implements BodyCollector {
  readonly #most: number;
  readonly #announced: number;
  #chunks: Buffer[] = [];
  #received = 0;
  /** What was not written to takes no memory, however much there is of it. */
  #large: Buffer | undefined;

  constructor(most: number, announced: number) {
    this.#most = most;
    this.#announced = announced;
  }

  add(chunk: Buffer): void {
    const at = this.#received;
    const received = at + chunk.length;
    this.#received = received;
    if (received <= LARGE_BYTES) {
      this.#chunks.push(chunk);
      return;
    }
    let large = this.#large;
    if (!large || large.length < received) {
      const isLikely = this.#announced >= received && this.#announced <= this.#most;
      const room = isLikely ? this.#announced : Math.max(this.#most, received);
      const grown = Buffer.allocUnsafeSlow(room);
      if (large) large.copy(grown, 0, 0, at);
      else Buffer.concat(this.#chunks).copy(grown);
      this.#chunks = [];
      large = grown;
      this.#large = grown;
    }
    chunk.copy(large, at);
  }

  get received(): number {
    return this.#received;
  }

  whole(): Buffer {
    if (this.#large) return this.#large.subarray(0, this.#received);
    const [first = NOTHING] = this.#chunks;
    return this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
  }
}
