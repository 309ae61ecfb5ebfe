import { wrongBytes } from "../../../../judge/answer/tell-difference.ts";
import { explained, type Step } from "../../../../properties/sequential/spec.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import { forbidden, type Outcome, type UploadState } from "./state.ts";

/**
 * What is stored of an unfinished upload no sentence says: its bytes may lie elsewhere, and others behind
 * them. So it is of a part, which is not made use of before it is joined (TUS-120).
 */
export function readStep(state: UploadState, { bytes }: Outcome): Step<UploadState> {
  const isFinal = state.kind === "final";
  if (!bytes || state.loose || state.kind === "partial") return explained([state]);
  if (isFinal && !state.isSettled) return explained([state]);
  const parts = state.parts.map(({ size, seed, of = size }) =>
    payloadOf({ bytes: { size: of, seed } }).bytes.subarray(0, size),
  );
  const wanted = Buffer.concat(parts);
  const isWhole = wanted.length === state.length;
  if (!isWhole && bytes.length < wanted.length) return explained([state]);
  const seen = isWhole ? bytes : bytes.subarray(0, wanted.length);
  const says = isFinal ? "TUS-124" : "TUS-01";
  if (seen.equals(wanted)) return explained([state], isWhole ? [says] : []);
  const sizes = state.parts.map(({ size, seed }) => `${size} (seed ${seed})`).join(", ") || "no";
  const actual = { words: `${bytes.length} other bytes`, brief: "other bytes" };
  const apart = wrongBytes("", wanted, seen).bytes;
  return {
    ...forbidden([says], `the bytes that ${state.name} was sent: ${sizes}`, actual, {
      expected: isFinal
        ? "a final upload to hold the bytes of its parts"
        : "an upload to hold the bytes of the PATCH requests that succeeded",
    }),
    ...(apart && { bytes: apart }),
  };
}
