import { explained, type Step } from "../../../../properties/sequential/spec.ts";
import type { CreateCall, JoinCall } from "./call.ts";
import { forbidden, keptOf, type Outcome, offsetOf, type UploadState } from "./state.ts";

/** How the call alone is answered other rules say: whoever refuses it has no upload. */
export function createStep(
  state: UploadState,
  { length, part, partial }: CreateCall,
  outcome: Outcome,
): Step<UploadState> {
  if (outcome.kind !== "accepted") return explained([state]);
  const made: UploadState = {
    ...state,
    life: "there",
    ...(length === undefined ? {} : { length }),
    ...(partial ? { kind: "partial" } : {}),
  };
  if (!part) return explained([made]);
  const { offset } = outcome;
  if (offset === undefined) {
    return forbidden(["TUS-84"], "Upload-Offset, because bytes came with it", outcome, {
      expected: "a creation with bytes to be answered with Upload-Offset",
    });
  }
  if (offset > part.size) {
    const expected = `at most Upload-Offset ${part.size}, because so many bytes came with it`;
    return forbidden(["TUS-85"], expected, outcome, {
      expected: "a creation to tell the offset after the bytes that came with it",
    });
  }
  const parts = offset > 0 ? [keptOf(part, offset)] : [];
  return explained([{ ...made, parts, isOfCreation: true }], ["TUS-84", "TUS-85"]);
}

/** What the creation of a final upload makes of it, and of those that it is made of. */
export function joinStep(
  state: UploadState,
  { of, from, parts }: JoinCall,
  outcome: Outcome,
): Step<UploadState> {
  if (outcome.kind !== "accepted") return explained([state]);
  if (of === state.name) {
    return explained([
      { ...state, life: "there", kind: "final", parts, length: offsetOf({ parts }) },
    ]);
  }
  return explained([from.includes(state.name) ? { ...state, life: "joined" } : state]);
}
