import { explained, type Step } from "../../../../properties/sequential/spec.ts";
import type { PatchCall } from "./call.ts";
import {
  CONFLICT,
  forbidden,
  GONE,
  keptOf,
  type Outcome,
  offsetOf,
  offsetsOf,
  type UploadState,
  withLoose,
} from "./state.ts";

export function patchStep(
  state: UploadState,
  { offset, part, length }: PatchCall,
  outcome: Outcome,
  alone: boolean,
): Step<UploadState> {
  const { name, loose, isOfCreation: _, ...rest } = state;
  const before = offsetOf(state);
  if (outcome.kind !== "accepted") {
    // Where bytes may have been left behind, what is the right offset only HEAD can say.
    if (loose && !alone) return explained([state]);
    if (offset !== before) {
      // Whether it is refused for its offset or because another call is in flight is the server's affair.
      if (outcome.status === CONFLICT) return explained([{ ...state, strayed: true }], ["TUS-29"]);
      if (!alone || loose) return explained([state]);
      return forbidden(["TUS-29"], `HTTP 409, because ${name} is at ${before}`, outcome, {
        expected: "a PATCH at another offset to be 409",
      });
    }
    if (!alone) {
      // 409 changes nothing (TUS-30); of any other refusal no sentence says so.
      const left = outcome.status === CONFLICT ? [] : [{ ...state, loose: part }];
      return explained([state, ...left]);
    }
    // That a length can come later is announced.
    const breaks = state.length === undefined ? ["TUS-01", "TUS-12"] : ["TUS-01"];
    return forbidden(breaks, `2xx, because ${name} is at ${before}`, outcome, {
      expected: "a PATCH at the offset to be taken",
    });
  }
  const starts = loose ? [before, ...offsetsOf(before, loose)] : [before];
  if (!starts.includes(offset)) {
    // That it was taken says nothing of the upload; an offset that moved on does.
    const moved = outcome.offset !== undefined && outcome.offset !== before;
    return forbidden(
      ["TUS-29", ...(moved ? ["TUS-30"] : [])],
      `HTTP 409, because ${name} is at ${before}`,
      outcome,
      {
        expected: "a PATCH at another offset to be 409",
      },
    );
  }
  const kept = (outcome.offset ?? offset + part.size) - offset;
  if (kept < 0 || kept > part.size) {
    const wanted = `Upload-Offset ${offset + part.size}`;
    return forbidden(["TUS-35"], `${wanted}, because ${name} was at ${offset}`, outcome, {
      expected: "the new offset to be the old one and the bytes that came",
    });
  }
  const parts = [...withLoose(state, offset), ...(kept > 0 ? [keptOf(part, kept)] : [])];
  return explained([{ ...rest, name, parts, ...told(length) }], ["TUS-01", "TUS-35"]);
}

/**
 * A PATCH without bytes, at the offset: how it is answered no sentence says, but it changes nothing.
 *
 * @param isStrict as if the upload were not there it is not refused, which follows from a SHOULD (TUS-36)
 */
export function emptyPatchStep(
  state: UploadState,
  { length }: PatchCall,
  outcome: Outcome,
  isStrict: boolean,
): Step<UploadState> {
  const { name } = state;
  const offset = offsetOf(state);
  const knowing = { ...state, ...told(length) };
  if (outcome.kind !== "accepted") {
    if (isStrict && GONE.includes(outcome.status)) {
      return forbidden(["TUS-36"], `neither 404 nor 410, because ${name} is there`, outcome, {
        expected: "a PATCH without bytes not to be refused as if there were no upload",
      });
    }
    // Whether the length was heard HEAD says.
    return explained(length === undefined ? [state] : [state, knowing]);
  }
  if (outcome.offset !== undefined && outcome.offset !== offset) {
    const expected = `Upload-Offset ${offset}, because nothing came`;
    return forbidden(["TUS-35"], expected, outcome, {
      expected: "a PATCH without bytes to leave the offset",
    });
  }
  return explained([knowing], ["TUS-35"]);
}

function told(length: number | undefined): Pick<UploadState, "length"> {
  return length === undefined ? {} : { length };
}
