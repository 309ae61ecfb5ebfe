import type { Binding } from "../../../../model/binding.ts";
import type { JsonValue } from "../../../../model/value.ts";
import { offers } from "../../../../properties/offers.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Made, Playing } from "../../../../properties/sequential/play.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import {
  type MadeCall,
  makeCall,
  makeIssuing,
  makeReading,
  makeTelling,
} from "../handlers/make-call.ts";
import { sent } from "../handlers/named-handle.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { type DownloadCall, operationOf, type Staging } from "./call.ts";
import type { DownloadState } from "./state.ts";

/** The smallest ChunkSize there is; no part that is read is larger. */
export const CHUNK_SIZE = 262_144;
/** The upload handler that stands for one of the wrong kind. */
const UPLOAD = "upload";

/** What a call sends. */
export function valuesOf(call: DownloadCall): CallValues {
  return { call: operationOf(call), as: call.as, with: argumentsOf(call) };
}

function argumentsOf(call: DownloadCall): Readonly<Record<string, JsonValue>> {
  switch (call.call) {
    case "stage":
      return call.document === undefined
        ? STAGING[call.how]
        : { ...LATEST, Path: documentPath(call.document) };
    case "read": {
      const { offset, length } = call.part;
      return { DownloadHandler: sent(call.of, UPLOAD), StartOffset: offset, ChunkSize: length };
    }
    case "delete":
      return { DownloadHandler: sent(call.of, UPLOAD) };
    case "document":
      return { Path: "$newDocument" };
    case "log out":
      return {};
    default:
      return call satisfies never;
  }
}

/** Where one of several documents of a case is. */
export function documentPath(number: number): JsonValue {
  return { join: ["$newDocument", `.${number}`] };
}

const LATEST = { Path: "$newDocument", PreferedChunkSize: CHUNK_SIZE };
const STAGING: Readonly<Record<Staging, Readonly<Record<string, JsonValue>>>> = {
  latest: LATEST,
  "version 0": { ...LATEST, VersionNumber: 0 },
  "version 1": { ...LATEST, VersionNumber: 1 },
  zip: { Paths: "$newDocument" },
  "no document": { ...LATEST, Path: { join: ["$newDocument", "-", "$unissued"] } },
};

/** How the calls of a sequence are made. A target that lacks what one needs does without it. */
export function makerOf(state: CaseState): Playing<DownloadState, DownloadCall, Outcome>["make"] {
  let isLoggedOut = false;
  return async ({ call, over: wanted }) => {
    const over = bindingOf(wanted, state);
    if (!offers(state, operationOf(call))) return undefined;
    if (call.of === "wrong kind" && !(await uploadIsThere(isLoggedOut, over, state))) {
      return undefined;
    }
    const values = valuesOf(call);
    switch (call.call) {
      case "stage":
        return makeIssuing(values, { name: call.of, attribute: "downloadhandler" }, over, state);
      case "read":
        return readChunk(values, over, state);
      case "document":
        return makeReading(values, over, state);
      case "log out":
        isLoggedOut = true;
        return makeCall(values, over, state);
      default:
        return makeCall(values, over, state);
    }
  };
}

/** Reads a chunk, which is the base64 text of its answer. */
async function readChunk(
  values: CallValues,
  over: Binding,
  state: CaseState,
): Promise<Made<Outcome>> {
  return withChunk(await makeTelling(values, over, state));
}

/** The bytes of a chunk that was read. */
export function withChunk({ answer, outcome, step }: MadeCall): Made<Outcome> {
  if (outcome.kind !== "accepted" || answer.kind !== "element") return { outcome, step };
  return { outcome: { ...outcome, bytes: Buffer.from(answer.text, "base64") }, step };
}

/**
 * Makes the upload handler that stands for one of the wrong kind when it is first needed. False where none
 * can be had.
 */
async function uploadIsThere(
  isLoggedOut: boolean,
  over: Binding,
  state: CaseState,
): Promise<boolean> {
  if (state.scope.has(UPLOAD)) return true;
  const as = isLoggedOut ? "owner-again" : "owner";
  const values = { PreferedChunkSize: 0 };
  const save = { [UPLOAD]: "UploadHandler" };
  await callOnce({ call: "CreateUploadHandler", as, with: values, save }, over, state);
  return state.scope.has(UPLOAD);
}
