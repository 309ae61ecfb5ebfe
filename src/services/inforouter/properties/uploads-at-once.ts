import fc from "fast-check";
import { isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { wrongBytes } from "../../../judge/answer/tell-difference.ts";
import { areSame } from "../../../model/made-bytes.ts";
import { payloadBytes } from "../../../model/payload-bytes.ts";
import type { BytesSpec } from "../../../model/value.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";

const UPLOADS = 6;
const CHUNK_BYTES = 262_144;
const LAST_BYTES = 1000;

/**
 * Uploads that take turns keep to themselves on most servers; offsets and buffers that all of them share show
 * when several are sent at once. A document with other bytes proves it, whatever a repetition does.
 */
export const uploadsAtOnce: Property = {
  name: "uploads-at-once",
  title: "Of several uploads sent at once each becomes the document that was sent.",
  explanation: {
    generates: ["nothing: there is one case"],
    sends: [
      `${UPLOADS} times CreateUploadHandler`,
      "for all of them at once: two whole chunks and a last one, in order",
      "for each of them: UploadDocumentWithHandler and DownloadDocument",
    ],
    demands: [{ text: "each document holds the bytes of its own chunks" }],
  },
  needs: [
    "CreateUploadHandler",
    "UploadDocumentWithHandler",
    "DownloadDocument",
    "writable-folder",
  ],
  effect: "creates",
  confirm: { tries: 3, needed: 0 },
  inputs: () => fc.record({}),
  run: async (_, state) => {
    if (state.open.target.limits.concurrency < 2) {
      throw new StopCase("unavailable", "the target's limits allow one request at a time");
    }
    const uploads = Array.from({ length: UPLOADS }, (_, index) => index + 1);
    for (const upload of uploads) {
      await must(
        {
          call: "CreateUploadHandler",
          with: { PreferedChunkSize: CHUNK_BYTES },
          save: { [`handler${upload}`]: "UploadHandler" },
        },
        state,
      );
    }
    await Promise.all(uploads.map((upload) => sendChunks(upload, state)));
    for (const upload of uploads) {
      if (!(await judgeDocument(upload, state))) return;
    }
  },
};

/** The chunks of an upload in order, no two of the same bytes. */
function chunksOf(upload: number): readonly BytesSpec[] {
  const [first, second, last] = [upload * 10 + 1, upload * 10 + 2, upload * 10 + 3];
  return [
    { bytes: { size: CHUNK_BYTES, seed: first } },
    { bytes: { size: CHUNK_BYTES, seed: second } },
    { bytes: { size: LAST_BYTES, seed: last } },
  ];
}

async function sendChunks(upload: number, state: CaseState): Promise<void> {
  const chunks = chunksOf(upload);
  for (const [index, chunk] of chunks.entries()) {
    const lastChunk = index === chunks.length - 1;
    const fileChunk = { bytes: { ...chunk.bytes } };
    const values = { uploadHandler: `$handler${upload}`, fileChunk, lastChunk };
    await must({ call: "UploadFileChunk", with: values }, state);
  }
}

/** True when the document is what was sent. */
async function judgeDocument(upload: number, state: CaseState): Promise<boolean> {
  const path = { join: ["$newDocument", `-${upload}`] };
  const values = { path, uploadHandler: `$handler${upload}` };
  await must({ call: "UploadDocumentWithHandler", with: values }, state);
  const answer = await callOnce(
    { call: "DownloadDocument", with: { Path: path } },
    state.bindings[0] ?? "post",
    state,
  );
  const sent = Buffer.concat(chunksOf(upload).map(payloadBytes));
  const isRight = answer.kind === "document" && areSame(answer.bytes, sent);
  const words = describeAnswer(answer);
  const mismatch = {
    expected: `a document of exactly the ${sent.length} bytes that were sent while ${UPLOADS - 1} other uploads were`,
    ...(answer.kind === "document" ? wrongBytes(words, sent, answer.bytes) : { actual: words }),
  };
  return recordJudgement({ mismatches: isRight ? [] : [mismatch] }, state);
}

/** @throws StopCase when it is not accepted: how the call alone is answered other rules say */
async function must(step: CallValues, state: CaseState): Promise<void> {
  const answer = await callOnce(step, state.bindings[0] ?? "post", state);
  if (!isAccepted(answer)) {
    throw new StopCase("undecided", `${step.call} got ${describeAnswer(answer)}`);
  }
}
