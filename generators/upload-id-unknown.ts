import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";
import { isUploadId, UPLOAD_ID_DIGITS, UPLOAD_ID_PREFIX, uploadIdDigits } from "./upload-ids.ts";

/** "An unknown upload id is 404" (DUA-06). */
export const uploadIdUnknown = defineGenerator({
  name: "upload-id.unknown",
  title: "Upload ids of the documented shape that the server has never issued.",
  arbitrary: () =>
    fc.oneof(
      { withCrossShrink: true },
      ...UPLOAD_ID_DIGITS.map((length) =>
        uploadIdDigits(length).map((digits) => `${UPLOAD_ID_PREFIX}${digits}`),
      ),
    ),
  holds: isUploadId,
});
