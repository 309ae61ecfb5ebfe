import { createHash } from "node:crypto";
import { areBytes, type Bytes, blocksOf, crcOf } from "../../model/made-bytes.ts";
import { madePayload } from "../../model/payload-bytes.ts";
import type { BytesSpec } from "../../model/value.ts";
import type { ScopeValue } from "./scope.ts";

/** Ways to sum bytes up, in the words of rule files. */
export const CHECKSUMS = ["md5", "sha1", "sha256", "sha512", "crc32"] as const;

const CRC_BYTES = 4;
const SECOND_MS = 1000;

/**
 * The bytes that a value stands for: those that were sent, those that a description gives, or a text in
 * UTF-8.
 *
 * @throws RangeError for an object or a list, which has none
 */
export function bytesFrom(value: ScopeValue): Bytes {
  if (areBytes(value)) return value;
  if (typeof value !== "object") return Buffer.from(String(value));
  if (value !== null && "bytes" in value && !("kind" in value)) {
    return madePayload(value as unknown as BytesSpec);
  }
  throw new RangeError(`${JSON.stringify(value)} stands for no bytes`);
}

/**
 * @param by one of {@link CHECKSUMS}
 * @param as `hex` in small letters, or `base64`
 * @throws RangeError for any other
 */
export function checksumOf(bytes: Bytes, by: string, as: string): string {
  if (as !== "hex" && as !== "base64") throw new RangeError(`"${as}" is no form of a checksum`);
  return digestOf(bytes, by).toString(as);
}

function digestOf(bytes: Bytes, by: string): Buffer {
  if (by === "crc32") {
    const digest = Buffer.alloc(CRC_BYTES);
    digest.writeUInt32BE(crcOf(bytes));
    return digest;
  }
  if (!CHECKSUMS.some((known) => known === by)) throw new RangeError(`"${by}" is no checksum`);
  const hash = createHash(by);
  for (const block of blocksOf(bytes)) hash.update(block);
  return hash.digest();
}

/**
 * The time so many seconds from now, as `iso` (RFC 3339, in UTC, whole seconds) or as `http` (RFC 9110,
 * section 5.6.7).
 *
 * @throws RangeError for any other form, and for a time that no calendar has
 */
export function dateFromNow(seconds: number, as: string, now: number = Date.now()): string {
  const date = new Date(now + seconds * SECOND_MS);
  const iso = date.toISOString();
  if (as === "http") return date.toUTCString();
  if (as === "iso") return iso.replace(/\.\d+Z$/, "Z");
  throw new RangeError(`"${as}" is no form of a date`);
}

/** Parts of a URL, in the words of rule files. */
export const URL_PARTS: Readonly<Record<string, (url: URL) => string>> = {
  whole: ({ href }) => href,
  origin: ({ origin }) => origin,
  host: ({ host }) => host,
  path: ({ pathname }) => pathname,
  query: ({ search }) => search.slice(1),
  fragment: ({ hash }) => hash.slice(1),
};

/** A relative reference by itself has a path and a query, and nothing before them. */
const NOWHERE = "http://nowhere.invalid/";
const BEFORE_PATH = ["whole", "origin", "host"];

/**
 * A part of a URL.
 *
 * @param base what a relative one is relative to
 * @throws RangeError for what is no URL, and for what a relative one does not say
 */
export function urlPart(text: string, base: string | undefined, part: string): string {
  const read = URL_PARTS[part];
  if (!read) throw new RangeError(`"${part}" is no part of a URL`);
  const from = base ?? NOWHERE;
  if (!URL.canParse(text, from)) throw new RangeError(`${JSON.stringify(text)} is no URL`);
  if (base === undefined && !URL.canParse(text) && BEFORE_PATH.includes(part)) {
    throw new RangeError(`${JSON.stringify(text)} is relative, and does not say its ${part}`);
  }
  return read(new URL(text, from));
}
