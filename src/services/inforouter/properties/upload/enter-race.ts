import { numberOf } from "../../../../judge/checks/evaluate.ts";
import type { Racing } from "../../../../properties/race/race-property.ts";
import { slowly } from "../../../../properties/race/slowly.ts";
import { offeredBinding } from "../../../../properties/sequential/over.ts";
import type { Made } from "../../../../properties/sequential/play.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { probe } from "../../../../run/target/probe.ts";
import { INFOROUTER } from "../../name.ts";
import { makeDeciding } from "../handlers/make-call.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { setUp } from "../handlers/set-up.ts";
import type { UploadCall } from "./call.ts";
import { valuesOf } from "./make.ts";
import { HANDLER, type RaceCall, toCall } from "./race-call.ts";
import { type UploadSpecOptions, uploadSpec } from "./spec.ts";
import type { UploadState } from "./state.ts";

/** The set-up of such a race, in words. */
export const UPLOAD_SET_UP = "CreateUploadHandler by the owner, which has to be accepted";

/** What shows afterwards what is left of an upload, in words. */
export const UPLOAD_REST =
  "a look for the staged file where the target has a probe for it, and a last chunk";
export const DOCUMENT_REST = `${UPLOAD_REST}, a finalize, and downloads of what was finalized`;

/** Operations and facilities that a race for an upload handler needs. */
export const UPLOAD_NEEDS: readonly string[] = [
  "CreateUploadHandler",
  "UploadFileChunk",
  "DeleteUploadHandler",
];

/** Those of a race that makes documents besides. */
export const DOCUMENT_NEEDS: readonly string[] = [
  ...UPLOAD_NEEDS,
  "UploadDocumentWithHandler",
  "DownloadDocument",
  "DeleteDocument",
  "writable-folder",
];

/** Creates the upload handler that calls race for. */
export async function enterUpload(
  state: CaseState,
  options: UploadSpecOptions = {},
): Promise<Racing<UploadState, RaceCall, UploadCall, Outcome>> {
  const create: UploadCall = { call: "create", as: "owner", of: HANDLER };
  await setUp(
    { ...valuesOf(create), save: { [HANDLER]: "UploadHandler", chunkSize: "ChunkSize" } },
    state,
  );
  const chunkSize = numberOf("$chunkSize", state.scope);
  const says = { chunksize: String(chunkSize) };
  const slow = slowly(state);
  return {
    spec: uploadSpec(options),
    begun: [{ call: create, outcome: { kind: "accepted", words: "accepted", says } }],
    toCall: (planned) => toCall(planned, chunkSize),
    make: ({ call, over }) => {
      if (call.call === "probe") return lookForFile(state);
      const of = call.call === "chunk" && call.chunk.slow ? slow : state;
      const reads = call.call === "download";
      return makeDeciding(valuesOf(call), offeredBinding(over, state), of, { reads });
    },
  };
}

/** Only finding the file says something: a server may give its files other names than the handler's. */
async function lookForFile(state: CaseState): Promise<Made<Outcome> | undefined> {
  const found = await probe("staging", String(state.scope.get(HANDLER)), INFOROUTER, state.open);
  if (typeof found === "object") return undefined;
  return { outcome: { kind: found, words: `a staged file is ${found}` }, step: state.trace.length };
}
