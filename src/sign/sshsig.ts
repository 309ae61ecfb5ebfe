import { createHash } from "node:crypto";
import { sshReader, sshString, sshUint32 } from "./ssh-bytes.ts";

/** What a signature of Assay is for: one made for something else, such as a commit, is none of a report. */
export const NAMESPACE = "assay-report";

const MAGIC = "SSHSIG";
const VERSION = 1;
const HEAD = "-----BEGIN SSH SIGNATURE-----";
const FOOT = "-----END SSH SIGNATURE-----";
/** As ssh-keygen breaks its lines. */
const LINE = /.{1,70}/g;
/** The digests of the message that the format allows. */
export const HASHES = ["sha512", "sha256"] as const;

/** The parts of a signature by OpenSSH (its PROTOCOL.sshsig), the message apart. */
export interface Sshsig {
  /** The public key as in SSH (RFC 4253): kind and numbers. */
  readonly publicKey: Buffer;
  readonly namespace: string;
  readonly hash: (typeof HASHES)[number];
  /** Kind and numbers of the signature, as in SSH. */
  readonly signature: Buffer;
}

/** What is signed by the key itself: the digest of the message, bound to what the signature is for. */
export function signedBytes(
  { namespace, hash }: Pick<Sshsig, "namespace" | "hash">,
  message: Uint8Array,
): Buffer {
  const digest = createHash(hash).update(message).digest();
  const fields = [namespace, "", hash, digest].map((field) => sshString(field));
  return Buffer.concat([Buffer.from(MAGIC), ...fields]);
}

/** As `ssh-keygen -Y sign` writes it, and `ssh-keygen -Y verify` reads it. */
export function armored({ publicKey, namespace, hash, signature }: Sshsig): string {
  const fields = [publicKey, namespace, "", hash, signature].map((field) => sshString(field));
  const blob = Buffer.concat([Buffer.from(MAGIC), sshUint32(VERSION), ...fields]);
  const lines = blob.toString("base64").match(LINE) ?? [];
  return `${[HEAD, ...lines, FOOT].join("\n")}\n`;
}

/**
 * The parts of an armored signature.
 *
 * @throws RangeError with what is wrong, where it is none
 */
export function unarmored(text: string): Sshsig {
  const lines = text.trim().split(/\r?\n/);
  if (lines[0] !== HEAD || lines.at(-1) !== FOOT) throw new RangeError(`it has no "${HEAD}"`);
  const reader = sshReader(Buffer.from(lines.slice(1, -1).join(""), "base64"));
  if (reader.bytes(MAGIC.length).toString("latin1") !== MAGIC) {
    throw new RangeError("it does not begin as one");
  }
  const version = reader.uint32();
  if (version !== VERSION) throw new RangeError(`it has version ${version}, not ${VERSION}`);
  const publicKey = reader.string();
  const namespace = reader.string().toString();
  reader.string();
  const named = reader.string().toString();
  const hash = HASHES.find((one) => one === named);
  if (!hash) throw new RangeError(`it has the digest "${named}", not ${HASHES.join(" or ")}`);
  const signature = reader.string();
  reader.end();
  return { publicKey, namespace, hash, signature };
}
