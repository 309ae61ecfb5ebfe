import { numberOf } from "../../../../judge/checks/evaluate.ts";
import type { JsonValue } from "../../../../model/value.ts";
import type { Racing } from "../../../../properties/race/race-property.ts";
import type { Perform } from "../../../../properties/race/run-race.ts";
import { slowly } from "../../../../properties/race/slowly.ts";
import type { CallValues } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { probe } from "../../../../run/target/probe.ts";
import { INFOROUTER } from "../../name.ts";
import { chunkBytes } from "./chunk-bytes.ts";
import { makeCall } from "./make-call.ts";
import { setUp } from "./set-up.ts";
import type { UploadCall } from "./upload-call.ts";
import { type UploadSpecOptions, type UploadState, uploadSpec } from "./upload-spec.ts";

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
  { mayBeBusy = [] }: Partial<Pick<UploadSpecOptions, "mayBeBusy">> = {},
): Promise<Racing<UploadState, UploadCall>> {
  const create: CallValues = {
    call: "CreateUploadHandler",
    with: { PreferedChunkSize: 262_144 },
    save: { handler: "UploadHandler", chunkSize: "ChunkSize" },
  };
  await setUp(create, state);
  const chunkSize = numberOf("$chunkSize", state.scope);
  const slow = slowly(state);
  const perform: Perform<UploadCall> = async (call, over) => {
    if (call.call === "probe") return lookForFile(state);
    const step = stepOf(call, chunkSize);
    return makeCall(step, over, call.call === "chunk" && call.slow ? slow : state);
  };
  return { perform, spec: uploadSpec({ chunkSize, mayBeBusy }) };
}

function stepOf(call: Exclude<UploadCall, { call: "probe" }>, chunkSize: number): CallValues {
  const uploadHandler = "$handler";
  switch (call.call) {
    case "chunk": {
      const fileChunk = chunkBytes(call, chunkSize) as unknown as JsonValue;
      return { call: "UploadFileChunk", with: { uploadHandler, fileChunk, lastChunk: call.last } };
    }
    case "delete":
      return { call: "DeleteUploadHandler", with: { UploadHandler: uploadHandler } };
    case "finalize":
      return { call: "UploadDocumentWithHandler", with: { path: pathOf(call.to), uploadHandler } };
    case "download":
      return { call: "DownloadDocument", with: { Path: pathOf(call.from) } };
    default:
      return call satisfies never;
  }
}

function pathOf(name: string): JsonValue {
  // It ends as $newDocument does: a server may take some kinds of files only.
  return { join: ["$newDocument", `.${name}.bin`] };
}

/** Only finding the file says something: a server may give its files other names than the handler's. */
async function lookForFile(state: CaseState): ReturnType<Perform<UploadCall>> {
  const found = await probe("staging", String(state.scope.get("handler")), INFOROUTER, state.open);
  if (typeof found === "object") return undefined;
  return { outcome: { kind: found }, step: state.trace.length };
}
