import type { Binding } from "../../../../model/binding.ts";
import { textAt } from "../../../../model/settings.ts";
import type { JsonValue } from "../../../../model/value.ts";
import { offers } from "../../../../properties/offers.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Playing } from "../../../../properties/sequential/play.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { INFOROUTER } from "../../name.ts";
import { makeCall, makeIssuing, makeReading } from "../handlers/make-call.ts";
import { sent } from "../handlers/named-handle.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { operationOf, type UploadCall } from "./call.ts";
import type { UploadState } from "./state.ts";

/** The smallest ChunkSize there is, so that whole chunks are cheap. */
export const CHUNK_SIZE = 262_144;
/** The CRC-32 of no payload here. */
const WRONG_CRC = "DEADBEEF";
/** The download handler that stands for one of the wrong kind. */
const DOWNLOAD = "download";

/** What a call sends, but for what has no request. */
export function valuesOf(call: Exclude<UploadCall, { call: "probe" }>): CallValues {
  return { call: operationOf(call), as: call.as, with: argumentsOf(call) };
}

function argumentsOf(
  call: Exclude<UploadCall, { call: "probe" }>,
): Readonly<Record<string, JsonValue>> {
  switch (call.call) {
    case "create":
      return { PreferedChunkSize: CHUNK_SIZE };
    case "chunk": {
      const { bytes, last, wrong } = call.chunk;
      return {
        uploadHandler: sent(call.of, DOWNLOAD),
        fileChunk: { bytes: { ...bytes.bytes } },
        ...(wrong ? { chunkHEXCRC: WRONG_CRC } : {}),
        lastChunk: last,
      };
    }
    case "finalize": {
      const to =
        call.by === "UploadNewDocumentWidthHandler"
          ? { folderPath: "$folders.writable", documentName: nameOf(call.to) }
          : { path: pathOf(call.to) };
      return { ...to, uploadHandler: sent(call.of, DOWNLOAD) };
    }
    case "delete":
      return { UploadHandler: sent(call.of, DOWNLOAD) };
    case "download":
      return { Path: pathOf(call.from) };
    case "log out":
      return {};
    default:
      return call satisfies never;
  }
}

/** A name of this case alone; it ends as `$newDocument` does: a server may take some kinds of files only. */
function nameOf(document: string): JsonValue {
  return { join: [`${document}-`, "$newDocumentName"] };
}

function pathOf(document: string): JsonValue {
  return { join: ["$folders.writable", "/", nameOf(document)] };
}

/** How the calls of a sequence are made. A target that lacks what one needs does without it. */
export function makerOf(state: CaseState): Playing<UploadState, UploadCall, Outcome>["make"] {
  let isLoggedOut = false;
  return async ({ call, over: wanted }) => {
    const over = bindingOf(wanted, state);
    if (call.call === "probe" || !isOffered(call, state)) return undefined;
    if (call.of === "wrong kind" && !(await downloadIsThere(isLoggedOut, over, state))) {
      return undefined;
    }
    const values = valuesOf(call);
    switch (call.call) {
      case "create":
        return makeIssuing(values, { name: call.of, attribute: "UploadHandler" }, over, state);
      case "download":
        return makeReading(values, over, state);
      case "log out":
        isLoggedOut = true;
        return makeCall(values, over, state);
      default:
        return makeCall(values, over, state);
    }
  };
}

function isOffered(call: UploadCall, state: CaseState): boolean {
  switch (call.call) {
    case "log out":
      return offers(state, operationOf(call));
    case "finalize": {
      const folder = textAt(state.open.target.services[INFOROUTER], "folders.writable");
      return folder !== undefined && offers(state, call.by, "DownloadDocument");
    }
    default:
      return true;
  }
}

/**
 * Makes the download handler that stands for one of the wrong kind when it is first needed. False where
 * none can be had.
 */
async function downloadIsThere(
  isLoggedOut: boolean,
  over: Binding,
  state: CaseState,
): Promise<boolean> {
  if (state.scope.has(DOWNLOAD)) return true;
  if (!offers(state, "GetDownloadHandler", "DeleteDownloadHandler")) return false;
  const document = textAt(state.open.target.services[INFOROUTER], "documents.readable");
  if (document === undefined) return false;
  const as = isLoggedOut ? "owner-again" : "owner";
  const values = { Path: "$documents.readable" };
  const save = { [DOWNLOAD]: "downloadhandler" };
  await callOnce({ call: "GetDownloadHandler", as, with: values, save }, over, state);
  return state.scope.has(DOWNLOAD);
}
