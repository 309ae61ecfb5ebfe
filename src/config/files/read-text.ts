import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";

const MEBIBYTE = 1024 * 1024;
/** More than anybody writes, or any run of ours. */
const MOST_MEBIBYTES = 256;
const BLOCK = MEBIBYTE;
const STDIN = 0;

export interface ReadTextOptions {
  /** Default 256 MiB. */
  readonly mostBytes?: number;
}

/**
 * The text of a file, in UTF-8. A folder that was checked out may hold a link to a device, or a pipe, under the name of
 * any file: reading one of these would never end, and nothing could interrupt it. They are read only where they were
 * named as what they are (`/dev/stdin`, and `/dev/fd/63` of a shell), and of anything no more than a limit.
 *
 * @throws what the system says (`ENOENT`, `EISDIR`, `EACCES`), or an Error that says what it is or how large
 */
export function readText(path: string, options: ReadTextOptions = {}): string {
  return readBytes(path, options).toString("utf8");
}

/** As {@link readText}, the bytes; those of standard input for `-`. */
export function readBytes(
  path: string,
  { mostBytes = MOST_MEBIBYTES * MEBIBYTE }: ReadTextOptions = {},
): Buffer {
  if (path === "-") return upTo(mostBytes, STDIN);
  const isNamed = isDevice(path);
  // Who opens a pipe would else wait for somebody to write to it.
  const flags = constants.O_RDONLY | (isNamed ? 0 : (constants.O_NONBLOCK ?? 0));
  const file = openSync(path, flags);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile() && !stat.isDirectory() && !isNamed) {
      throw new Error("it is a device or a pipe, not a file");
    }
    if (stat.isFile() && stat.size > mostBytes) throw tooLarge(mostBytes);
    return upTo(mostBytes, file);
  } finally {
    closeSync(file);
  }
}

function isDevice(path: string): boolean {
  return dirname(path) === "/dev" || /^\/(?:dev|proc\/(?:self|\d+))\/fd\/\d+$/.test(path);
}

/** @throws also where a pipe or a device gives more */
function upTo(mostBytes: number, file: number): Buffer {
  const blocks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const block = Buffer.allocUnsafe(BLOCK);
    const read = readSync(file, block, 0, BLOCK, null);
    if (read === 0) return Buffer.concat(blocks, length);
    length += read;
    if (length > mostBytes) throw tooLarge(mostBytes);
    blocks.push(block.subarray(0, read));
  }
}

function tooLarge(mostBytes: number): Error {
  return new Error(`it has more than ${mostBytes / MEBIBYTE} MiB`);
}

/** In few words why something could not be read: the code of the system, or what we say of it. */
export function whyOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
