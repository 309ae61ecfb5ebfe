import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";
import { SAMPLE_GUID } from "./sample-guids.ts";
import { isUploadId, UPLOAD_ID_PREFIX, uploadIdDigits } from "./upload-ids.ts";
import { word } from "./word.ts";

const DIGITS = 32;

/** Longer than columns and buffers that such ids are put into; shorter than any limit on header lines. */
const LENGTHS = [65, 129, 256, 513, 1025] as const;
/** What stands for something in paths, queries, patterns and commands; all of it may stand in a header. */
const PUNCTUATION = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~";

/** Ways to spoil an id, given its digits: what a server could not have issued. */
const SPOIL: readonly ((digits: string) => string)[] = [
  () => UPLOAD_ID_PREFIX,
  (digits) => digits,
  (digits) => `upx_${digits}`,
  (digits) => `${UPLOAD_ID_PREFIX}${digits.slice(1)}`,
  (digits) => `${UPLOAD_ID_PREFIX}${digits}0`,
  (digits) => `${UPLOAD_ID_PREFIX}g${digits.slice(1)}`,
  ...LENGTHS.map(
    (length) => (digits: string) => `${UPLOAD_ID_PREFIX}${digits}`.padEnd(length, digits),
  ),
  ...Array.from(PUNCTUATION, (mark) => (digits: string) => `${UPLOAD_ID_PREFIX}${digits}${mark}`),
];

const TABLE_DIGITS = SAMPLE_GUID.replaceAll("-", "");

/** The documents do not say whether these are 404, as unknown ids are (DUA-06), or 400. */
export const uploadIdMalformed = defineGenerator({
  name: "upload-id.malformed",
  title: "Plain words, and upload ids with a wrong prefix, length, digit or punctuation mark.",
  arbitrary: () =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 2, arbitrary: word() },
      ...SPOIL.map((spoil) => ({ weight: 1, arbitrary: uploadIdDigits(DIGITS).map(spoil) })),
    ),
  table: () => ["x", ...SPOIL.map((spoil) => spoil(TABLE_DIGITS))],
  holds: (value) =>
    typeof value === "string" && /^[!-~]{1,1025}$/.test(value) && !isUploadId(value),
});
