/** Base64 in a message that is so long that it stays where it came in, and is decoded there. */
export class LongText {
  readonly #place: Buffer;
  #bytes: Buffer | undefined;

  /** @param place what nobody else reads any more */
  constructor(place: Buffer) {
    this.#place = place;
  }

  text(): string {
    return this.#bytes ? this.#bytes.toString("base64") : this.#place.toString("latin1");
  }

  /** What it stands for. */
  bytes(): Buffer {
    this.#bytes ??= decodeInPlace(this.#place);
    return this.#bytes;
  }

  /**
   * Gives the memory back: nobody reads it any more. What moved elsewhere is freed by the next small collection;
   * where it was it would stay until the next large one, which megabytes outside the heap bring no nearer.
   */
  release(): void {
    const { buffer } = this.#place;
    if (buffer instanceof ArrayBuffer) structuredClone(buffer, { transfer: [buffer] });
  }
}

/** Read at a time; a multiple of four, so that each stands for bytes of its own. */
const BLOCK = 64 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** What was decoded is shorter than its text: it is always behind the place that is read. */
function decodeInPlace(text: Buffer): Buffer {
  let length = 0;
  for (let at = 0; at < text.length; at += BLOCK) {
    length += text.write(text.toString("latin1", at, at + BLOCK), length, "base64");
  }
  return text.subarray(0, length);
}

/** A message in which a mark stands for a long text. */
export interface FoldedMessage {
  readonly body: Buffer;
  readonly mark: string;
  readonly long: LongText;
}

/** A shorter message is not worth it. */
const LONG_BYTES = 1024 * 1024;
const [LESS, GREATER] = [0x3c, 0x3e];
/** Of the alphabet of base64 itself: it means to a parser what the text means that it stands for. */
const MARK = "0LongBase64Text0";

/** The message with a mark for the base64 that most of it is; undefined where it is not. */
export function foldMessage(body: Buffer): FoldedMessage | undefined {
  if (body.length < LONG_BYTES) return undefined;
  const middle = Math.floor(body.length / 2);
  const start = body.lastIndexOf(GREATER, middle) + 1;
  const end = body.indexOf(LESS, middle);
  if (start === 0 || end - start < LONG_BYTES || (end - start) % 4 !== 0) return undefined;
  for (let at = start; at < end; at += BLOCK) {
    const block = body.toString("latin1", at, Math.min(end, at + BLOCK));
    if (!BASE64.test(block) || (at + BLOCK < end && block.endsWith("="))) return undefined;
  }
  const [head, tail] = [body.subarray(0, start), body.subarray(end)];
  if (head.includes(MARK) || tail.includes(MARK)) return undefined;
  const folded = Buffer.concat([head, Buffer.from(MARK), tail]);
  return { body: folded, mark: MARK, long: new LongText(body.subarray(start, end)) };
}
