import { isAccepted, isRefused } from "../../../../judge/answer/answer.ts";
import type { BytesSpec } from "../../../../model/value.ts";
import { buildPlain } from "../../../../properties/relation/build-plain.ts";
import { headOf } from "../../../../properties/relation/raw-request.ts";
import { sendMessage } from "../../../../properties/relation/send-message.ts";
import { serviceOf } from "../../../../properties/relation/service-of.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { notAsExpected } from "../../../../run/case/not-as-expected.ts";
import { encode } from "../../../../wire/encode/encode.ts";
import { bodyOf } from "../../../../wire/encode/transfer.ts";

/** The upload that a way ends; its handler is saved as `$handler`. */
export interface Upload {
  /** A whole, last chunk. */
  readonly chunk: BytesSpec;
  readonly state: CaseState;
}

/** How an upload goes and ends; nothing of it may stay. */
export interface Way {
  readonly name: string;
  /** Before its chunk is sent. */
  readonly before?: (upload: Upload) => Promise<void>;
  /** After it. */
  readonly end: (upload: Upload) => Promise<void>;
}

/** By operation: the ways that its rule is about. */
export const WAYS: Readonly<Record<string, readonly Way[]>> = {
  DeleteUploadHandler: [{ name: "deleted", end: discard }],
  UploadFileChunk: [
    {
      name: "deleted after a refused chunk",
      before: async (upload) => {
        const step = sendOf(upload);
        await refused({ ...step, with: { ...step.with, chunkHEXCRC: "0" } }, upload);
      },
      end: discard,
    },
    {
      name: "deleted after a chunk with a bad ticket",
      before: async (upload) => refused({ ...sendOf(upload), as: "unknown" }, upload),
      end: discard,
    },
    {
      name: "deleted after a chunk that was cut off",
      before: async (upload) => abortChunk(sendOf(upload), upload.state),
      end: discard,
    },
  ],
  UploadDocumentWithHandler: [
    {
      name: "finalized",
      end: async (upload) => accepted(FINALIZE, upload),
    },
    {
      name: "deleted after a finalize that was refused",
      end: async (upload) => {
        await refused({ ...FINALIZE, as: "unknown" }, upload);
        await discard(upload);
      },
    },
  ],
};

/** After so long the connection is cut: the server has what was sent, and waits for the rest. */
const CUT_AFTER_MS = 60;

/** Sends the head and the first half of the body of a call, and cuts the connection. */
async function abortChunk(step: CallValues, state: CaseState): Promise<void> {
  const { call, credential } = await buildPlain(step, state.bindings[0] ?? "post", state);
  const request = encode(call, serviceOf(state));
  const body = bodyOf(request);
  const head = headOf(request, [`Content-Length: ${body.length}`]);
  const half = body.subarray(0, Math.ceil(body.length / 2));
  const message = {
    url: request.url,
    pieces: [Buffer.from(head), half],
    cutAfterMs: CUT_AFTER_MS,
    shown: { ...request, body: half },
  };
  await sendMessage(message, { step, call, credential }, state);
}

const FINALIZE: CallValues = {
  call: "UploadDocumentWithHandler",
  with: { path: "$newDocument", uploadHandler: "$handler" },
};

/** The call that sends the upload's chunk. */
export function sendOf({ chunk }: Pick<Upload, "chunk">): CallValues {
  const fileChunk = { bytes: { ...chunk.bytes } };
  return {
    call: "UploadFileChunk",
    with: { uploadHandler: "$handler", fileChunk, lastChunk: true },
  };
}

/** @throws StopCase when it is not accepted: then nothing can be said */
export async function accepted(step: CallValues, { state }: Pick<Upload, "state">): Promise<void> {
  const answer = await callOnce(step, state.bindings[0] ?? "post", state);
  if (!isAccepted(answer)) throw notAsExpected(step.call, "accepted", state);
}

async function refused(step: CallValues, { state }: Upload): Promise<void> {
  const answer = await callOnce(step, state.bindings[0] ?? "post", state);
  if (!isRefused(answer)) throw notAsExpected(step.call, "refused", state);
}

async function discard(upload: Upload): Promise<void> {
  await accepted({ call: "DeleteUploadHandler", with: { UploadHandler: "$handler" } }, upload);
}
