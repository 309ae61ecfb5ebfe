import type { ArgumentValue } from "../../model/call.ts";
import { type Bytes, joinedBytes, MadeBytes } from "../../model/made-bytes.ts";
import type { BytesSpec } from "../../model/value.ts";
import { payloadOf } from "./bytes.ts";
import { isPayload } from "./value-text.ts";

/** A payload inside a body, in the form that it has there. */
export interface PayloadPart {
  readonly payload: BytesSpec;
  readonly as: "bytes" | "base64" | "percentBase64";
}

/** A body that is made while it goes out: a large payload in it is never there as a whole. */
export class LongBody extends MadeBytes {
  /** Texts in UTF-8, and payloads. */
  readonly parts: readonly (string | PayloadPart)[];

  constructor(parts: readonly (string | PayloadPart)[]) {
    const whole = joinedBytes(parts.map(bytesOfPart));
    super(whole.length, (start, end) => whole.subarray(start, end));
    this.parts = parts;
  }
}

function bytesOfPart(part: string | PayloadPart): Bytes {
  if (typeof part === "string") return Buffer.from(part);
  const { made } = payloadOf(part.payload);
  return part.as === "bytes" ? made.bytes : made[part.as]();
}

/** Whether a value is a payload that is too large to be there as a whole. */
export function isLarge(value: ArgumentValue): value is BytesSpec {
  return typeof value !== "string" && isPayload(value) && payloadOf(value).isLarge;
}

/** How many bytes a body has. */
export function bodyLength(body: string | Bytes | null): number {
  return typeof body === "string" ? Buffer.byteLength(body) : (body?.length ?? 0);
}
