import {
  explained,
  type Forbidden,
  isForbidden,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import {
  forbidden,
  GONE,
  type Outcome,
  offsetOf,
  offsetsOf,
  type UploadState,
  withLoose,
} from "./state.ts";

/** @param lengths whether what it says of the length is judged, too */
export function headStep(
  state: UploadState,
  outcome: Outcome,
  { alone, lengths }: { readonly alone: boolean; readonly lengths: boolean },
): Step<UploadState> {
  if (state.kind === "final") return headOfFinal(state, outcome);
  const known = offsetStep(state, outcome, alone);
  if (!lengths || isForbidden(known)) return known;
  const wrong = wrongLength(state, outcome);
  if (wrong) return wrong;
  const shows = state.length === undefined ? ["TUS-65"] : ["TUS-20", "TUS-50"];
  return explained(known.states, [...known.shows, ...shows]);
}

function offsetStep(state: UploadState, outcome: Outcome, alone: boolean): Step<UploadState> {
  const { name, loose, ...rest } = state;
  const offset = offsetOf(state);
  const possible = loose ? [offset, ...offsetsOf(offset, loose)] : [offset];
  const isBusy = !alone && outcome.kind === "refused" && !GONE.includes(outcome.status);
  if (isBusy) return explained([state]);
  if (outcome.kind !== "accepted" || outcome.offset === undefined) {
    return forbidden(["TUS-19"], `Upload-Offset ${offset}`, outcome, {
      expected: "HEAD of an upload to tell its offset",
    });
  }
  const told = state.isOfCreation ? "TUS-85" : "TUS-35";
  if (!possible.includes(outcome.offset)) {
    // More than the PATCH that were taken brought may be of one that was 409.
    const breaks = outcome.offset > offset && state.strayed ? ["TUS-30", told] : [told];
    const bytes = state.parts.map(({ size }) => size).join(" + ") || "0";
    return forbidden(
      breaks,
      `Upload-Offset ${offset}, because ${name} got ${bytes} bytes`,
      outcome,
      {
        expected: `HEAD to tell what ${state.isOfCreation ? "the creation" : "PATCH"} was told`,
      },
    );
  }
  const shows = loose ? [] : ["TUS-19", told];
  return explained([{ ...rest, name, parts: withLoose(state, outcome.offset) }], shows);
}

function wrongLength({ name, length }: UploadState, outcome: Outcome): Forbidden | undefined {
  if (length === undefined) {
    const expected = `Upload-Defer-Length 1, because the length of ${name} was not told`;
    const kind = { expected: "HEAD to tell that the length was not told" };
    // A server that takes a length of its own instead defers nothing.
    if (outcome.length !== undefined) return forbidden(["TUS-12"], expected, outcome, kind);
    return outcome.deferred === "1" ? undefined : forbidden(["TUS-65"], expected, outcome, kind);
  }
  if (outcome.length !== length) {
    const expected = `Upload-Length ${length}, because that was told of ${name}`;
    return forbidden(["TUS-20"], expected, outcome, {
      expected: "HEAD to tell the length that was told",
    });
  }
  if (outcome.deferred === undefined) return undefined;
  const expected = `no Upload-Defer-Length, because the length of ${name} was told`;
  return forbidden(["TUS-50"], expected, outcome, {
    expected: "HEAD of an upload with a length not to tell that it is deferred",
  });
}

/** As long as it is not put together there is no Upload-Offset (TUS-136). */
function headOfFinal(state: UploadState, outcome: Outcome): Step<UploadState> {
  const sum = offsetOf(state);
  const { offset, length } = outcome;
  if (outcome.kind === "accepted" && offset === undefined) return explained([state]);
  if (offset === sum && length === sum) {
    return explained([{ ...state, isSettled: true }], ["TUS-121", "TUS-137"]);
  }
  const breaks = length !== undefined && length !== sum ? "TUS-121" : "TUS-137";
  const sizes = state.parts.map(({ size }) => size).join(" + ") || "0";
  const expected = `Upload-Length ${sum} and Upload-Offset ${sum}, because its parts have ${sizes} bytes`;
  return forbidden([breaks], expected, outcome, {
    expected: "HEAD of a final upload to tell the sum of its parts",
  });
}
