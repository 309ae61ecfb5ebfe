import fc from "fast-check";
import { randomGuid, SAMPLE_GUID } from "./sample-guids.ts";

/** Upload ids are opaque; `upl_` with 24 and with 32 hexadecimal digits are both documented. */
export const UPLOAD_ID_PREFIX = "upl_";
export const UPLOAD_ID_DIGITS = [32, 24] as const;

/** The digits of an id that, by chance, was never issued; they shrink to those of SAMPLE_GUID. */
export function uploadIdDigits(length: number): fc.Arbitrary<string> {
  const guids = fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(SAMPLE_GUID) },
    { weight: 9, arbitrary: randomGuid() },
  );
  return guids.map((guid) => guid.replaceAll("-", "").slice(-length));
}

export function isUploadId(value: unknown): value is string {
  return typeof value === "string" && /^upl_(?:[0-9a-f]{24}|[0-9a-f]{32})$/.test(value);
}
