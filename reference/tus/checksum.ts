import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Faults } from "../faults.ts";
import type { TusState } from "./state.ts";
import { TusRefusal } from "./tus-refusal.ts";

export interface Checksum {
  readonly algorithm: string;
  /** Base64. */
  readonly expected: string;
}

const IGNORED = [
  ["sha1", "tus-checksum-sha1-ignored"],
  ["md5", "tus-checksum-md5-ignored"],
  ["sha256", "tus-checksum-sha256-ignored"],
  ["sha512", "tus-checksum-sha512-ignored"],
] as const;

export type ChecksumFault =
  | "tus-checksum-ignored"
  | (typeof IGNORED)[number][1]
  | "tus-checksum-sha1-unknown"
  | "tus-checksum-unknown-algorithm-taken";

/** Reads Upload-Checksum, TUS-114: 400 for another form, and TUS-104 for an algorithm that is not had. */
export function readChecksum(
  text: string,
  { policy }: TusState,
  faults: Faults<ChecksumFault>,
): Checksum | undefined {
  if (faults.has("tus-checksum-ignored")) return undefined;
  const [algorithm = "", expected = "", ...rest] = text.split(" ");
  if (rest.length > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(expected)) {
    throw new TusRefusal(400, "Upload-Checksum is an algorithm, a space and Base64.");
  }
  if (!policy.algorithms.includes(algorithm)) {
    if (faults.has("tus-checksum-unknown-algorithm-taken")) return undefined;
    throw new TusRefusal(400, `There is no checksum "${algorithm}".`);
  }
  if (algorithm === "sha1" && faults.has("tus-checksum-sha1-unknown")) {
    throw new TusRefusal(400, 'There is no checksum "sha1".');
  }
  const isIgnored = IGNORED.some(([name, fault]) => name === algorithm && faults.has(fault));
  if (isIgnored) return undefined;
  return { algorithm, expected };
}

/** TUS-103. */
export function isRight({ algorithm, expected }: Checksum, bytes: Buffer): boolean {
  return digest(algorithm, bytes).equals(Buffer.from(expected, "base64"));
}

function digest(algorithm: string, bytes: Buffer): Buffer {
  if (algorithm !== "crc32") return createHash(algorithm).update(bytes).digest();
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
