import type { Faults } from "../../faults.ts";
import type { TusAnswer } from "../answer.ts";
import { lengthOf } from "../concatenate.ts";
import { expiryOf, type FindFault, findUpload } from "../find-upload.ts";
import { readMetadata, writeMetadata } from "../metadata.ts";
import type { TusState } from "../state.ts";
import type { TusCall } from "../tus-call.ts";
import { TusRefusal } from "../tus-refusal.ts";
import { isComplete, type TusUpload } from "../uploads.ts";

export type HeadFault =
  | FindFault
  | "tus-head-of-unknown-is-200"
  | "tus-head-of-complete-is-404"
  | "tus-head-of-complete-part-is-404"
  | "tus-head-answers-202"
  | "tus-head-may-be-cached"
  | "tus-head-without-offset-at-zero"
  | "tus-head-offset-is-length"
  | "tus-head-without-length"
  | "tus-head-offset-is-hexadecimal"
  | "tus-metadata-ends-with-comma"
  | "tus-metadata-has-two-spaces"
  | "tus-defer-length-missing-in-head"
  | "tus-defer-length-stays"
  | "tus-metadata-missing-in-head"
  | "tus-metadata-is-decoded"
  | "tus-metadata-loses-empty-values"
  | "tus-defer-length-says-zero"
  | "tus-metadata-empty-in-head"
  | "tus-metadata-begins-with-mark"
  | "tus-metadata-is-quoted"
  | "tus-metadata-is-mangled"
  | "tus-filename-is-composed"
  | "metadata-name-loses-letters"
  | "tus-final-has-metadata-of-parts"
  | "tus-final-without-offset"
  | "tus-unfinished-final-has-offset"
  | "tus-concat-missing-in-head"
  | "tus-concat-of-final-is-short";

/** As the bytes of a header. */
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

/** How far an upload is: TUS-19 to TUS-23, and what the extensions add. */
export async function head(
  { id }: TusCall,
  state: TusState,
  faults: Faults<HeadFault>,
): Promise<TusAnswer> {
  const { policy, uploads } = state;
  // TUS-21
  if (!uploads.find(id) && faults.has("tus-head-of-unknown-is-200")) {
    return { status: 200, headers: { "Upload-Offset": 0, "Cache-Control": policy.cacheControl } };
  }
  const upload = findUpload(id, state, faults, policy.unknownHead);
  // Whoever asks where to go on wants to know what a request that has just broken off left.
  (await upload.lock.take(policy.waitMs))?.();
  findUpload(id, state, faults);
  const isOfPart = upload.concat === "partial";
  // TUS-19, TUS-138: also when nothing is left to send
  const isHidden =
    isComplete(upload) &&
    ((!isOfPart && upload.length !== 0 && faults.has("tus-head-of-complete-is-404")) ||
      (isOfPart && faults.has("tus-head-of-complete-part-is-404")));
  if (isHidden) throw new TusRefusal(404, "There is no such upload.");
  return {
    // TUS-22
    status: faults.has("tus-head-answers-202") ? 202 : policy.headStatus,
    headers: {
      // TUS-23
      "Cache-Control": faults.has("tus-head-may-be-cached")
        ? "public, max-age=60"
        : policy.cacheControl,
      "Upload-Offset": inDigits(offsetOf(upload, faults), faults),
      ...lengthHeaders(upload, faults),
      "Upload-Metadata": metadataOf(upload, state, faults),
      "Upload-Concat": concatOf(upload, faults),
      "Upload-Expires": expiryOf(upload, faults),
    },
  };
}

// TUS-02
function inDigits(offset: number | undefined, faults: Faults<HeadFault>) {
  if (offset === undefined || !faults.has("tus-head-offset-is-hexadecimal")) return offset;
  return `0x${offset.toString(16)}`;
}

function offsetOf(upload: TusUpload, faults: Faults<HeadFault>): number | undefined {
  if (upload.parts) {
    // TUS-136, TUS-137
    if (isComplete(upload))
      return faults.has("tus-final-without-offset") ? undefined : upload.offset;
    return faults.has("tus-unfinished-final-has-offset") ? 0 : undefined;
  }
  if (faults.has("tus-head-offset-is-length") && upload.length !== undefined) return upload.length;
  // TUS-19: also at 0
  return upload.offset === 0 && faults.has("tus-head-without-offset-at-zero")
    ? undefined
    : upload.offset;
}

// TUS-20, TUS-50, TUS-65, TUS-139
function lengthHeaders(upload: TusUpload, faults: Faults<HeadFault>): TusAnswer["headers"] {
  const length = lengthOf(upload);
  if (length === undefined) {
    return faults.has("tus-defer-length-missing-in-head") ? {} : { "Upload-Defer-Length": 1 };
  }
  const stays = upload.wasDeferred && faults.has("tus-defer-length-stays");
  const zero = faults.has("tus-defer-length-says-zero") ? 0 : undefined;
  return {
    "Upload-Length": faults.has("tus-head-without-length") ? undefined : (upload.said ?? length),
    "Upload-Defer-Length": stays ? 1 : zero,
  };
}

// TUS-71, TUS-129
function metadataOf(
  { metadata, parts }: TusUpload,
  { policy }: TusState,
  faults: Faults<HeadFault>,
): string | undefined {
  if (faults.has("tus-metadata-missing-in-head")) return undefined;
  const inherited = parts?.find((part) => part.metadata !== undefined)?.metadata;
  if (inherited !== undefined && faults.has("tus-final-has-metadata-of-parts")) return inherited;
  if (metadata === undefined) return faults.has("tus-metadata-empty-in-head") ? "" : undefined;
  if (faults.has("tus-metadata-begins-with-mark")) return `${BYTE_ORDER_MARK}${metadata}`;
  if (faults.has("tus-metadata-ends-with-comma")) return `${metadata},`;
  if (faults.has("tus-metadata-has-two-spaces")) return metadata.replaceAll(" ", "  ");
  if (faults.has("tus-metadata-is-quoted")) return rewritten(metadata, (value) => `"${value}"`);
  if (faults.has("tus-metadata-is-decoded")) return rewritten(metadata, decoded);
  if (faults.has("tus-metadata-is-mangled")) return rewritten(metadata, mangled);
  if (faults.has("tus-filename-is-composed")) {
    return renamed(metadata, (name) => name.normalize("NFC"));
  }
  if (faults.has("metadata-name-loses-letters")) {
    return renamed(metadata, (name) => name.replaceAll(/[^\0-\x7f]/gu, "_"));
  }
  if (faults.has("tus-metadata-loses-empty-values")) {
    const pairs = readMetadata(metadata).filter(({ value }) => value !== "");
    return pairs.length === 0 ? undefined : writeMetadata(pairs);
  }
  if (policy.metadata === "as-sent") return metadata;
  return writeMetadata(readMetadata(metadata).toSorted((a, b) => (a.key < b.key ? -1 : 1)));
}

function rewritten(metadata: string, rewrite: (value: string) => string): string {
  const pairs = metadata.split(",").map((pair) => {
    const [key = "", value = ""] = pair.trim().split(" ");
    return { key, value: rewrite(value) };
  });
  return writeMetadata(pairs);
}

/** With another name of the file. */
function renamed(metadata: string, rename: (name: string) => string): string {
  const pairs = readMetadata(metadata).map(({ key, value }) => {
    if (key !== "filename") return { key, value };
    const name = rename(Buffer.from(value, "base64").toString("utf8"));
    return { key, value: Buffer.from(name).toString("base64") };
  });
  return writeMetadata(pairs);
}

/** The value as text, as far as a header can hold it. */
function decoded(value: string): string {
  return Buffer.from(value, "base64")
    .toString("latin1")
    .replaceAll(/[^ -~]/g, "?");
}

/** The value as it is once it was read as ASCII. */
function mangled(value: string): string {
  const text = Buffer.from(value, "base64").toString("latin1");
  return Buffer.from(text.replaceAll(/[^\0-\x7f]/g, "?")).toString("base64");
}

// TUS-140, TUS-142, TUS-143
function concatOf({ concat, parts }: TusUpload, faults: Faults<HeadFault>): string | undefined {
  if (faults.has("tus-concat-missing-in-head")) return undefined;
  return parts && faults.has("tus-concat-of-final-is-short") ? "final" : concat;
}
