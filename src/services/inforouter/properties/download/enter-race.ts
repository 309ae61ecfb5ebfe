import type { Racing } from "../../../../properties/race/race-property.ts";
import { offeredBinding } from "../../../../properties/sequential/over.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { makeDeciding } from "../handlers/make-call.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { setUp } from "../handlers/set-up.ts";
import type { DownloadCall } from "./call.ts";
import { CHUNK_SIZE, valuesOf } from "./make.ts";
import { HANDLER, type RaceCall, toCall } from "./race-call.ts";
import { downloadSpec } from "./spec.ts";
import type { DownloadState } from "./state.ts";

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
): Promise<Racing<DownloadState, RaceCall, DownloadCall, Outcome>> {
  const who = { as: "owner", of: HANDLER } as const;
  await setUp(
    {
      call: "GetDownloadHandler",
      with: { Path: "$documents.readable", PreferedChunkSize: CHUNK_SIZE },
      save: { [HANDLER]: "downloadhandler" },
    },
    state,
  );
  const part = { offset: 0, length: COMPARED_BYTES };
  const first = await setUp(valuesOf({ ...who, call: "read", part }), state);
  const file = Buffer.from(first.kind === "element" ? first.text : "", "base64");
  if (file.length === 0) throw new StopCase("undecided", "the readable document is empty");
  const stage: DownloadCall = { ...who, call: "stage", how: "latest" };
  return {
    spec: downloadSpec(() => file),
    begun: [{ call: stage, outcome: { kind: "accepted", words: "accepted" } }],
    toCall: (planned) => toCall(planned, file.length),
    make: ({ call, over }) =>
      makeDeciding(valuesOf(call), offeredBinding(over, state), state, {
        reads: call.call === "read",
      }),
  };
}
