import type { AllowedSigner } from "../sign/allowed-signers.ts";
import { checkSignature, type SignatureState } from "../sign/check-signature.ts";
import type { ShelvedRun } from "./kept-runs.ts";

/**
 * What the signature beside a row is worth; undefined where there is none.
 *
 * @param signers who may have signed; undefined: nobody asks
 * @param now epoch milliseconds
 */
export function signatureOf(
  { text, signature }: ShelvedRun,
  signers: readonly AllowedSigner[] | undefined,
  now: number,
): SignatureState | undefined {
  return signature === undefined ? undefined : checkSignature({ text, signature }, signers, now);
}
