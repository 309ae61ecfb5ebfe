import type { BytesSpec } from "../../model/value.ts";
import { payloadOf, recipeOf } from "../encode/bytes.ts";

/** Smaller payloads are easier to read than their recipe. */
const MIN_ELIDED_BYTES = 192;

/** A text in which every payload's base64 is replaced by the recipe that makes it. */
export function elidePayloads(text: string, payloads: readonly BytesSpec[]): string {
  return payloads.reduce((shorter, spec) => {
    const size = spec.bytes.size - (spec.bytes.from ?? 0);
    if (size < MIN_ELIDED_BYTES) return shorter;
    const payload = payloadOf(spec);
    const note = `‹base64 of ${size} bytes: ${recipeOf(spec)}›`;
    const elided = shorter.replaceAll(payload.base64(), note);
    // Of a large one that text takes much to make.
    return elided === shorter ? shorter.replaceAll(payload.percentBase64(), note) : elided;
  }, text);
}

/** Bytes cut at the first payload that is in them raw: what stands before, its recipe, what follows. */
export function cutAtPayload(
  body: Buffer,
  payloads: readonly BytesSpec[],
): { readonly before: Buffer; readonly note: string; readonly after: Buffer } | null {
  for (const spec of payloads) {
    const { bytes } = payloadOf(spec);
    const at = bytes.length < MIN_ELIDED_BYTES ? -1 : body.indexOf(bytes);
    if (at < 0) continue;
    const note = `‹${bytes.length} bytes: ${recipeOf(spec)}›`;
    return { before: body.subarray(0, at), note, after: body.subarray(at + bytes.length) };
  }
  return null;
}
