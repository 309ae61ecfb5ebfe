import type { ServerResponse } from "node:http";
import { type Head, respond, respondBlocks } from "./respond.ts";
import { StoredBytes } from "./stored-bytes.ts";

/** Fewer bytes go out at once. */
const LARGE = 1024 * 1024;
/** Encoded at a time; a multiple of three, so that each block is base64 of its own. */
const BLOCK = 48 * 1024;

/** Bytes in base64 between two texts of ASCII. */
export interface Wrapped {
  readonly head: string;
  readonly bytes: Buffer | StoredBytes;
  readonly tail: string;
}

/** Sends bytes in base64. Of many bytes the text is never there as a whole. */
export function respondBase64(response: ServerResponse, how: Head, wrapped: Wrapped): void {
  const { head, bytes, tail } = wrapped;
  if (Buffer.isBuffer(bytes) && bytes.length < LARGE) {
    const whole = `${head}${bytes.toString("base64")}${tail}`;
    respond(response, how.status, how.contentType, whole, how.headers);
    return;
  }
  const length = head.length + Math.ceil(bytes.length / 3) * 4 + tail.length;
  respondBlocks(response, how, length, encoded(wrapped));
}

function* encoded({ head, bytes, tail }: Wrapped): Generator<Buffer, void, undefined> {
  if (head !== "") yield Buffer.from(head);
  const blocks = bytes instanceof StoredBytes ? bytes.blocks(BLOCK) : cutUp(bytes);
  for (const block of blocks) yield Buffer.from(block.toString("base64"), "latin1");
  if (tail !== "") yield Buffer.from(tail);
}

function* cutUp(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += BLOCK) yield bytes.subarray(at, at + BLOCK);
}
