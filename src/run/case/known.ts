import type { SavedFrom } from "../../model/saved-from.ts";
import type { CurlPart } from "../../wire/curl/curl-step.ts";
import type { TraceEntry } from "./trace.ts";

/** A value that another run has anew, and the variable that stands for it. */
export interface Known {
  readonly value: string;
  readonly part: Exclude<CurlPart, string>;
  /** Of values from an answer: the name that steps know it by, the answer, and where it stands there. */
  readonly saved?: string;
  readonly by?: TraceEntry;
  readonly from?: SavedFrom;
}

/** Shorter values may stand in a text by chance; ids are longer, and shorter secrets are not hidden. */
export const MIN_LENGTH = 16;
const MIN_SECRET = 4;

/** A text as pieces: every known value in it as its variable. */
export function withVariables(text: string, known: readonly Known[]): readonly CurlPart[] {
  const long = known
    .filter(({ value, saved }) => value.length >= (saved === undefined ? MIN_SECRET : MIN_LENGTH))
    .toSorted((a, b) => b.value.length - a.value.length);
  let parts: readonly CurlPart[] = [text];
  for (const { value, part } of long) {
    parts = parts.flatMap((piece) =>
      typeof piece === "string" ? cut(piece, value, part) : [piece],
    );
  }
  return parts.length > 1 ? parts.filter((part) => part !== "") : parts;
}

function cut(text: string, value: string, part: CurlPart): readonly CurlPart[] {
  return text.split(value).flatMap((piece, index) => (index === 0 ? [piece] : [part, piece]));
}
