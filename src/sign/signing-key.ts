import { createPrivateKey, type KeyObject } from "node:crypto";
import sshpk from "sshpk";
import { readText } from "../config/files/read-text.ts";
import { UsageError } from "../model/errors.ts";
import { KEY_KINDS } from "./key-kinds.ts";
import { sshReader } from "./ssh-bytes.ts";
import { armored, NAMESPACE, signedBytes } from "./sshsig.ts";

/** The environment variable that has the passphrase of an encrypted key. */
export const PASSPHRASE = "ASSAY_KEY_PASSPHRASE";

/** Makes the armored signature of a text, for `TEXT.sig`. */
export type Sign = (text: string) => string;

/**
 * Reads a private key, as ssh-keygen writes it, or as PEM (PKCS #1, PKCS #8), to sign with.
 *
 * @throws UsageError (`key-unusable`) where it cannot be read, decrypted or used
 */
export function signingKey(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Sign {
  const text = textOf(path);
  const key = parsed(path, text, environment[PASSPHRASE]);
  const publicKey = key.toPublic().toBuffer("rfc4253");
  const kindName = sshReader(publicKey).string().toString("latin1");
  const kind = KEY_KINDS[kindName];
  if (!kind) {
    const known = Object.keys(KEY_KINDS).join(", ");
    throw unusable(path, `is of the kind ${kindName}`, `assay signs with ${known}`);
  }
  const own = ownKey(key);
  return (signed) => {
    const frame = { namespace: NAMESPACE, hash: "sha512" } as const;
    const signature = kind.sign(signedBytes(frame, Buffer.from(signed)), own);
    return armored({ ...frame, publicKey, signature });
  };
}

/** OpenSSL does not take what sshpk writes of an Ed25519 key as PKCS #8; its two numbers it takes. */
function ownKey(key: sshpk.PrivateKey): KeyObject {
  if (key.type !== "ed25519") return createPrivateKey(key.toString("pkcs8"));
  const part = (wanted: string): string =>
    key.parts.find(({ name }) => name === wanted)?.data.toString("base64url") ?? "";
  const jwk = { kty: "OKP", crv: "Ed25519", x: part("A"), d: part("k") };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw unusable(
      path,
      `cannot be read: ${(error as Error).message}`,
      "give the file of a private key, such as ~/.ssh/id_ed25519",
    );
  }
}

function parsed(path: string, text: string, passphrase: string | undefined): sshpk.PrivateKey {
  try {
    const options = { filename: path, ...(passphrase ? { passphrase } : {}) };
    return sshpk.parsePrivateKey(text, "auto", options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "KeyEncryptedError") {
      throw unusable(path, "is encrypted", `set ${PASSPHRASE} to its passphrase`, error);
    }
    if (/passphrase/i.test(error.message)) {
      throw unusable(path, `cannot be decrypted with the passphrase in ${PASSPHRASE}`, "", error);
    }
    const isPublic = /^(?:ssh|ecdsa|sk)-\S+ /.test(text);
    throw unusable(
      path,
      isPublic ? "is a public key" : "is no private key that can be read",
      isPublic
        ? "give the private one beside it, whose name has no .pub"
        : "give one of ssh-keygen, or as PEM; a key of an agent or a security key cannot sign here",
      error,
    );
  }
}

function unusable(path: string, what: string, hint: string, cause?: Error): UsageError {
  const problem = { message: `the key "${path}" ${what}`, ...(hint === "" ? {} : { hint }) };
  return new UsageError("key-unusable", [problem], { cause });
}
