import type { SequentialSpec } from "../../../../properties/race/sequential-spec.ts";
import { type DownloadCall, placeOfQuarter } from "./download-call.ts";

export type DownloadState = "live" | "deleted";

/**
 * The life of a download handler, from its creation on.
 *
 * @param file the bytes that were staged, or as many of the first as are read
 */
export function downloadSpec(file: Buffer): SequentialSpec<DownloadState, DownloadCall> {
  return {
    start: "live",
    key: (state) => state,
    step: (state, call, outcome) => {
      const accepted = outcome.kind === "accepted";
      // DDH-01, DDH-12: it always succeeds
      if (call.call === "delete") return accepted ? ["deleted"] : [];
      // DFC-02: a deleted handler gives nothing
      if (state === "deleted") return accepted ? [] : [state];
      // DFC-01, DFC-03: the same bytes, in whatever order they are read
      const { offset, length } = placeOfQuarter(call.quarter, file.length);
      const right = file.subarray(offset, offset + length);
      return accepted && outcome.bytes?.equals(right) ? [state] : [];
    },
  };
}
