import { constants, type KeyObject, sign, verify } from "node:crypto";
import { sshMpint, sshReader, sshString } from "./ssh-bytes.ts";

/** How keys of a kind sign, in the encoding of SSH (RFC 8332, RFC 5656, RFC 8709). */
interface KeyKind {
  readonly sign: (bytes: Buffer, key: KeyObject) => Buffer;
  /** @throws RangeError where the signature is not written as one of this kind */
  readonly verify: (bytes: Buffer, key: KeyObject, signature: Buffer) => boolean;
}

/** By the name of the kind, as the key has it. */
export const KEY_KINDS: Readonly<Record<string, KeyKind>> = {
  "ssh-ed25519": ed25519(),
  "ssh-rsa": rsa(),
  "ecdsa-sha2-nistp256": ecdsa("ecdsa-sha2-nistp256", "sha256", 32),
  "ecdsa-sha2-nistp384": ecdsa("ecdsa-sha2-nistp384", "sha384", 48),
  "ecdsa-sha2-nistp521": ecdsa("ecdsa-sha2-nistp521", "sha512", 66),
};

function ed25519(): KeyKind {
  const name = "ssh-ed25519";
  return {
    sign: (bytes, key) => named(name, sign(null, bytes, key)),
    verify: (bytes, key, signature) => verify(null, bytes, key, contentOf(signature, [name]).body),
  };
}

/** By SHA-2 alone: a signature named `ssh-rsa` is by SHA-1, which can be forged. */
function rsa(): KeyKind {
  const padding = constants.RSA_PKCS1_PADDING;
  return {
    sign: (bytes, key) => named("rsa-sha2-512", sign("sha512", bytes, { key, padding })),
    verify: (bytes, key, signature) => {
      const { name, body } = contentOf(signature, ["rsa-sha2-512", "rsa-sha2-256"]);
      return verify(name.replace("rsa-sha2-", "sha"), bytes, { key, padding }, body);
    },
  };
}

/** @param size of each of the two numbers, in bytes */
function ecdsa(name: string, hash: string, size: number): KeyKind {
  const dsaEncoding = "ieee-p1363";
  return {
    sign: (bytes, key) => {
      const both = sign(hash, bytes, { key, dsaEncoding });
      const numbers = [both.subarray(0, size), both.subarray(size)];
      return named(name, Buffer.concat(numbers.map(sshMpint)));
    },
    verify: (bytes, key, signature) => {
      const reader = sshReader(contentOf(signature, [name]).body);
      const both = Buffer.concat([reader.magnitude(size), reader.magnitude(size)]);
      reader.end();
      return verify(hash, bytes, { key, dsaEncoding }, both);
    },
  };
}

function named(name: string, body: Buffer): Buffer {
  return Buffer.concat([sshString(name), sshString(body)]);
}

function contentOf(
  signature: Buffer,
  names: readonly string[],
): { readonly name: string; readonly body: Buffer } {
  const reader = sshReader(signature);
  const name = reader.string().toString("latin1");
  if (!names.includes(name)) {
    throw new RangeError(`it is by ${JSON.stringify(name)}, not by ${names.join(" or ")}`);
  }
  const body = reader.string();
  reader.end();
  return { name, body };
}
