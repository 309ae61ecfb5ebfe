import type { SignatureState } from "./check-signature.ts";

/** What a signature is worth, in words that begin with a verb; undefined is one that is not there. */
export function signatureWords(state: SignatureState | undefined): string {
  if (!state) return "is not signed";
  switch (state.kind) {
    case "good":
      return `is signed by ${state.by}, ${state.key}`;
    case "unknown":
      return `is signed by the key ${state.key}: ${state.because}`;
    case "bad":
      return `has a wrong signature: ${state.because}`;
    default:
      return state satisfies never;
  }
}
