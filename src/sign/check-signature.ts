import { createHash, createPublicKey } from "node:crypto";
import sshpk from "sshpk";
import { linearPattern } from "../model/linear-pattern.ts";
import type { AllowedSigner } from "./allowed-signers.ts";
import { KEY_KINDS } from "./key-kinds.ts";
import { sshReader } from "./ssh-bytes.ts";
import { NAMESPACE, type Sshsig, signedBytes, unarmored } from "./sshsig.ts";

/**
 * What a signature is worth. `good`: by a key of an allowed signer. `unknown`: it is by the key that it
 * names, and nobody was asked, or nobody allowed, whose that is. `bad`: not of this text, or none at all.
 */
export type SignatureState =
  | { readonly kind: "good"; readonly by: string; readonly key: string }
  | { readonly kind: "unknown"; readonly key: string; readonly because: string }
  | { readonly kind: "bad"; readonly because: string };

/**
 * Checks an armored signature of a text.
 *
 * @param signers who may have signed; undefined: nobody asks
 * @param now epoch milliseconds, for keys that are valid for a time
 */
export function checkSignature(
  { text, signature }: { readonly text: string; readonly signature: string },
  signers: readonly AllowedSigner[] | undefined,
  now: number,
): SignatureState {
  try {
    const parts = unarmored(signature);
    if (parts.namespace !== NAMESPACE) {
      return bad(`it was made for "${parts.namespace}", not for "${NAMESPACE}"`);
    }
    if (!isByItsKey(parts, text)) return bad("it is not of this content: one of them was changed");
    return whose(parts.publicKey, signers, now);
  } catch (error) {
    if (error instanceof RangeError) return bad(`it is no signature of OpenSSH: ${error.message}`);
    throw error;
  }
}

function bad(because: string): SignatureState {
  return { kind: "bad", because };
}

/** @throws RangeError where key or signature is none that can be read */
function isByItsKey(parts: Sshsig, text: string): boolean {
  const kindName = sshReader(parts.publicKey).string().toString("latin1");
  const kind = KEY_KINDS[kindName];
  if (!kind) throw new RangeError(`keys of the kind ${JSON.stringify(kindName)} are not read`);
  return kind.verify(
    signedBytes(parts, Buffer.from(text)),
    publicKeyOf(parts.publicKey),
    parts.signature,
  );
}

function publicKeyOf(bytes: Buffer): ReturnType<typeof createPublicKey> {
  try {
    return createPublicKey(sshpk.parseKey(bytes, "rfc4253").toString("pkcs8"));
  } catch (error) {
    throw new RangeError(`its key cannot be read: ${(error as Error).message}`);
  }
}

function whose(
  publicKey: Buffer,
  signers: readonly AllowedSigner[] | undefined,
  now: number,
): SignatureState {
  const key = fingerprint(publicKey);
  if (!signers) return { kind: "unknown", key, because: "whose key that is was not checked" };
  const own = signers.filter((signer) => signer.key.equals(publicKey));
  if (own.length === 0) return { kind: "unknown", key, because: "no allowed signer has this key" };
  const allowed = own.find((signer) => mayFor(signer) && isValid(signer, now));
  if (allowed) return { kind: "good", by: allowed.principals, key };
  const because = own.some(mayFor)
    ? "its time as a key of an allowed signer is over, or has not begun"
    : `its signer may not sign for "${NAMESPACE}"`;
  return { kind: "unknown", key, because };
}

function mayFor({ namespaces }: AllowedSigner): boolean {
  return namespaces?.some((pattern) => matches(pattern, NAMESPACE)) ?? true;
}

function isValid({ validAfter, validBefore }: AllowedSigner, now: number): boolean {
  return (
    (validAfter === undefined || now >= validAfter) &&
    (validBefore === undefined || now < validBefore)
  );
}

/** With `*` and `?`, as patterns of SSH have them. */
function matches(pattern: string, text: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return linearPattern(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}

/** `SHA256:…`, as ssh-keygen shows a key. */
function fingerprint(publicKey: Buffer): string {
  const digest = createHash("sha256").update(publicKey).digest("base64");
  return `SHA256:${digest.replace("=", "")}`;
}
