import { type Bytes, MadeBytes } from "../../model/made-bytes.ts";

/** A body in which a short mark stands for a long run of base64, and where the run is. */
export interface FoldedBody {
  readonly body: Buffer;
  readonly mark: string;
  readonly run: LongBase64;
}

/** A long run of characters of base64 inside a body: each of them one byte. */
export interface LongBase64 {
  /** All of it as text. */
  text(): string;
  /** What it stands for, decoded when it is read; undefined where strict decoders refuse it (RFC 4648, section 4). */
  bytes(): Bytes | undefined;
}

/** A shorter body is not worth it. */
const LONG_BYTES = 1024 * 1024;
/** Read at a time; a multiple of four, so that each stands for bytes of its own. */
const BLOCK = 64 * 1024;
const [LESS, GREATER] = [0x3c, 0x3e];
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Of the alphabet of base64 itself: what may stand somewhere as the run may stand there as the mark. */
const MARK = "0LongBase64Text0";

/**
 * A body whose longest text between two tags is base64 and nothing else, with a mark in its place, so that
 * nobody need have megabytes as text, as an element's text and decoded, all at once. Undefined for any other.
 * What is well-formed with the mark is so without, and the other way round.
 */
export function foldBase64(body: Buffer): FoldedBody | undefined {
  if (body.length < LONG_BYTES) return undefined;
  // Of a run that takes up most of the body the middle is a part.
  const middle = Math.floor(body.length / 2);
  const start = body.lastIndexOf(GREATER, middle) + 1;
  const end = body.indexOf(LESS, middle);
  if (start === 0 || end < 0 || end - start < LONG_BYTES) return undefined;
  for (let at = start; at < end; at += BLOCK) {
    const block = body.toString("latin1", at, Math.min(end, at + BLOCK));
    const isInner = at + BLOCK < end;
    if (!BASE64.test(block) || (isInner && block.endsWith("="))) return undefined;
  }
  const [head, tail] = [body.subarray(0, start), body.subarray(end)];
  if (head.includes(MARK) || tail.includes(MARK)) return undefined;
  return {
    body: Buffer.concat([head, Buffer.from(MARK), tail]),
    mark: MARK,
    run: {
      text: () => body.toString("latin1", start, end),
      bytes: () => decodeStrictly(body.subarray(start, end)),
    },
  };
}

/** Writing what was decoded again shows what a decoder passes over. */
function decodeStrictly(text: Buffer): Bytes | undefined {
  if (text.length % FOUR !== 0) return undefined;
  for (let at = 0; at < text.length; at += BLOCK) {
    const block = text.toString("latin1", at, at + BLOCK);
    if (Buffer.from(block, "base64").toString("base64") !== block) return undefined;
  }
  const padding = text.toString("latin1", text.length - 2).split("=").length - 1;
  const length = (text.length / FOUR) * THREE - padding;
  return new MadeBytes(length, (start, end) => {
    const first = Math.floor(start / THREE);
    const encoded = text.toString("latin1", first * FOUR, Math.ceil(end / THREE) * FOUR);
    return Buffer.from(encoded, "base64").subarray(start - first * THREE, end - first * THREE);
  });
}

/** Characters of base64, and the bytes that they stand for. */
const [FOUR, THREE] = [4, 3];
