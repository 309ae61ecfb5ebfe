import type { Racing } from "../../../../properties/race/race-property.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { type DownloadCall, placeOfQuarter } from "./download-call.ts";
import { type DownloadState, downloadSpec } from "./download-spec.ts";
import { makeCall } from "./make-call.ts";
import { setUp } from "./set-up.ts";

/** The set-up of such a race, in words. */
export const DOWNLOAD_SET_UP =
  "GetDownloadHandler of the readable document, and DownloadFileChunk of its beginning, which have to be accepted";

/** Operations and facilities that a race for a download handler needs. */
export const DOWNLOAD_NEEDS: readonly string[] = [
  "GetDownloadHandler",
  "DownloadFileChunk",
  "DeleteDownloadHandler",
  "readable-document",
];

/** So much of the document is read beforehand, or all of it: what that is, later reads must find. */
const COMPARED_BYTES = 4096;

/** Stages the document that calls race for, and reads the beginning of it. */
export async function enterDownload(
  state: CaseState,
): Promise<Racing<DownloadState, DownloadCall>> {
  await setUp(
    {
      call: "GetDownloadHandler",
      with: { Path: "$documents.readable", PreferedChunkSize: 262_144 },
      save: { handler: "downloadhandler" },
    },
    state,
  );
  const handler = { DownloadHandler: "$handler" };
  const first = await setUp(
    { call: "DownloadFileChunk", with: { ...handler, StartOffset: 0, ChunkSize: COMPARED_BYTES } },
    state,
  );
  const file = Buffer.from(first.kind === "element" ? first.text : "", "base64");
  if (file.length === 0) throw new StopCase("undecided", "the readable document is empty");
  return {
    spec: downloadSpec(file),
    perform: (call, over) => {
      if (call.call === "delete") {
        return makeCall({ call: "DeleteDownloadHandler", with: handler }, over, state);
      }
      const { offset, length } = placeOfQuarter(call.quarter, file.length);
      const where = { StartOffset: offset, ChunkSize: length };
      return makeCall({ call: "DownloadFileChunk", with: { ...handler, ...where } }, over, state);
    },
  };
}
