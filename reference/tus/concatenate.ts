import type { Faults } from "../faults.ts";
import { sortedAsText } from "../reported/order-of-text.ts";
import { offers, type TusState } from "./state.ts";
import { TusRefusal } from "./tus-refusal.ts";
import { append, contentOf, isComplete, type TusUpload } from "./uploads.ts";

export type ConcatenateFault =
  | "tus-final-is-in-order-of-creation"
  | "tus-final-is-reversed"
  | "tus-final-stays-empty"
  | "tus-unfinished-final-refused"
  | "tus-final-has-each-part-once"
  | "tus-final-of-unfinished-taken"
  | "tus-final-takes-absolute-urls-only"
  | "tus-parts-are-joined-in-order-of-text"
  | "tus-final-joins-ten-parts"
  | "tus-final-skips-parts-of-one-byte";

const FINAL = "final;";

/** The parts that Upload-Concat names, in their order; undefined where it asks for no final upload. */
export function partsIn(
  concat: string,
  state: TusState,
  faults: Faults<ConcatenateFault>,
): readonly TusUpload[] | undefined {
  if (!concat.startsWith(FINAL)) return undefined;
  const urls = concat.slice(FINAL.length).trim().split(" ");
  const parts = urls.map((url) => partAt(url, state, faults));
  const mayBeUnfinished =
    (offers(state, "concatenation-unfinished") && !faults.has("tus-unfinished-final-refused")) ||
    faults.has("tus-final-of-unfinished-taken");
  // TUS-128
  if (!mayBeUnfinished && !parts.every(isComplete)) {
    throw new TusRefusal(400, "A part is not complete yet.");
  }
  // TUS-133
  return faults.has("tus-final-has-each-part-once") ? [...new Set(parts)] : parts;
}

// TUS-144: absolute or relative
function partAt(url: string, state: TusState, faults: Faults<ConcatenateFault>): TusUpload {
  const isWhole = URL.canParse(url);
  if (!isWhole && faults.has("tus-final-takes-absolute-urls-only")) {
    throw new TusRefusal(400, "A part is named by a relative URL.");
  }
  const base = `${state.address}/files/`;
  const path = URL.canParse(url, base) ? new URL(url, base).pathname : "";
  const part = state.uploads.find(path.slice(path.lastIndexOf("/") + 1));
  if (!part || part.gone || part.concat !== "partial") {
    throw new TusRefusal(400, "A part is no partial upload.");
  }
  return part;
}

/** The length of an upload as far as it is known: TUS-121, TUS-139. */
export function lengthOf(upload: TusUpload): number | undefined {
  if (!upload.parts || upload.length !== undefined) return upload.length;
  let sum = 0;
  for (const part of upload.parts) {
    if (part.length === undefined) return undefined;
    sum += part.length;
  }
  return sum;
}

/** Puts a final upload together once all its parts are complete: TUS-124, TUS-137. */
export function settle(
  final: TusUpload,
  { uploads, policy }: TusState,
  faults: Faults<ConcatenateFault>,
): void {
  const { parts } = final;
  if (!parts || final.length !== undefined) return;
  const isReady = parts.every((part) => isComplete(part) && !part.gone);
  if (!isReady && !faults.has("tus-final-of-unfinished-taken")) return;
  const ordered = faults.has("tus-final-is-in-order-of-creation")
    ? uploads.all().flatMap((one) => parts.filter((part) => part === one))
    : parts;
  const sorted = faults.has("tus-parts-are-joined-in-order-of-text")
    ? sortedAsText(ordered)
    : ordered;
  const longer = faults.has("tus-final-skips-parts-of-one-byte")
    ? sorted.filter(({ offset }) => offset !== 1)
    : sorted;
  const joined = faults.has("tus-final-joins-ten-parts") ? longer.slice(0, 10) : longer;
  if (!faults.has("tus-final-stays-empty")) {
    const isReversed = faults.has("tus-final-is-reversed");
    for (const part of isReversed ? joined.toReversed() : joined) append(final, contentOf(part));
  }
  final.length = final.offset;
  if (policy.partsOfFinal === "deleted") for (const part of new Set(parts)) uploads.remove(part);
}
