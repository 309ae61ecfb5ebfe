import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";
import { SAMPLE_GUID } from "./sample-guids.ts";
import { isUploadId, UPLOAD_ID_PREFIX, uploadIdDigits } from "./upload-ids.ts";
import { word } from "./word.ts";

const DIGITS = 32;

/** Ways to spoil an id, given its digits: what a server could not have issued. */
const SPOIL: readonly ((digits: string) => string)[] = [
  () => UPLOAD_ID_PREFIX,
  (digits) => digits,
  (digits) => `upx_${digits}`,
  (digits) => `${UPLOAD_ID_PREFIX}${digits.slice(1)}`,
  (digits) => `${UPLOAD_ID_PREFIX}${digits}0`,
  (digits) => `${UPLOAD_ID_PREFIX}g${digits.slice(1)}`,
];

const TABLE_DIGITS = SAMPLE_GUID.replaceAll("-", "");

/** The documents do not say whether these are 404, as unknown ids are (DUA-06), or 400. */
export const uploadIdMalformed = defineGenerator({
  name: "upload-id.malformed",
  title: "Short plain words, and upload ids with a wrong prefix, length or digit.",
  arbitrary: () =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 2, arbitrary: word() },
      ...SPOIL.map((spoil) => ({ weight: 1, arbitrary: uploadIdDigits(DIGITS).map(spoil) })),
    ),
  table: () => ["x", ...SPOIL.map((spoil) => spoil(TABLE_DIGITS))],
  holds: (value) => typeof value === "string" && /^\w{1,37}$/.test(value) && !isUploadId(value),
});
