import fc from "fast-check";
import { isAccepted } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { runChecks } from "../../../../judge/checks/checks.ts";
import { type Bytes, joinedBytes, partOf } from "../../../../model/made-bytes.ts";
import { madePayload } from "../../../../model/payload-bytes.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/** What is sent at once; with base64 and what is around it less than any server refuses. */
const SENT_BYTES = MIB;
/** Two of the largest buffers, and more. */
const LEAST_BYTES = 9 * MIB;
/** The largest chunk that may be asked for. */
const LARGEST = 32 * MIB;

/** Where chunks begin, and how long they are: sizes around those of buffers, at odd places. */
const CHUNKS: readonly (readonly [offset: number, size: number])[] = [
  [4 * MIB - 1, 1],
  [1, 64 * KIB - 1],
  [64 * KIB + 1, 64 * KIB],
  [64 * KIB - 1, 64 * KIB + 1],
  [MIB - 1, MIB - 1],
  [MIB + 7, MIB + 1],
  [3, 4 * MIB - 1],
  [1, 4 * MIB + 1],
  // What is left of the document.
  [5 * MIB + 1, LARGEST],
];

/**
 * Chunks of a document that is larger than any buffer: what is read, counted and summed in blocks goes wrong
 * where a block ends, and only there.
 */
export const largeChunks: Property = {
  name: "large-chunks",
  title: "Chunks of a large document are right, of whatever size and wherever they begin.",
  explanation: {
    generates: ["by how many bytes all chunks begin later"],
    sends: [
      `an upload of about ${Math.round(LEAST_BYTES / MIB)} MiB in chunks of about 1 MiB, which becomes a document, and GetDownloadHandler`,
      "DownloadFileChunk of 1 byte, of about 64 KiB, 1 MiB and 4 MiB, one more and one less, and of all that is left; none of more than the ChunkSize that was answered",
    ],
    demands: [
      {
        text: "each gives the bytes of its place, with filelength, chunklength, lastchunk and chunkCRC32",
      },
    ],
  },
  needs: [
    "CreateUploadHandler",
    "UploadFileChunk",
    "UploadDocumentWithHandler",
    "GetDownloadHandler",
    "writable-folder",
  ],
  effect: "creates",
  inputs: () => fc.record({ later: fc.integer({ min: 0, max: 999 }) }),
  run: async ({ later }, state) => {
    const whole = await makeDocument(state);
    const most = await stage(state);
    for (const [offset, size] of CHUNKS) {
      if (size > most && size !== LARGEST) continue;
      const place = { offset: offset + Number(later), size: Math.min(size, most) };
      if (!(await judge(whole, place, state))) return;
    }
  },
};

/** Uploads a document, of which each chunk has other bytes, and gives what it holds. */
async function makeDocument(state: CaseState): Promise<Bytes> {
  const { scope } = state;
  const asked = { PreferedChunkSize: SENT_BYTES };
  const save = { handler: "UploadHandler", chunkSize: "ChunkSize" };
  await must({ call: "CreateUploadHandler", with: asked, save }, state);
  const size = Number(scope.get("chunkSize"));
  if (!(size >= KIB)) throw new StopCase("undecided", "no ChunkSize was answered");
  const chunks = Array.from({ length: Math.ceil(LEAST_BYTES / size) }, (_, index) => {
    return { bytes: { size, seed: index + 1 } };
  });
  for (const [index, fileChunk] of chunks.entries()) {
    const lastChunk = index === chunks.length - 1;
    const values = { uploadHandler: "$handler", fileChunk, lastChunk };
    await must({ call: "UploadFileChunk", with: values }, state);
  }
  const finalize = { path: "$newDocument", uploadHandler: "$handler" };
  await must({ call: "UploadDocumentWithHandler", with: finalize }, state);
  return joinedBytes(chunks.map(madePayload));
}

/** Stages the document, and gives how large its chunks may be. */
async function stage(state: CaseState): Promise<number> {
  const asked = { Path: "$newDocument", PreferedChunkSize: LARGEST };
  const save = { download: "downloadhandler", most: "ChunkSize" };
  await must({ call: "GetDownloadHandler", with: asked, save }, state);
  return Number(state.scope.get("most"));
}

/** True when a chunk is right. */
async function judge(
  whole: Bytes,
  { offset, size }: { readonly offset: number; readonly size: number },
  state: CaseState,
): Promise<boolean> {
  const { scope, seen } = state;
  const part = partOf(whole, offset, offset + size);
  scope.set("whole", whole);
  scope.set("part", part);
  const asked = { DownloadHandler: "$download", StartOffset: offset, ChunkSize: size };
  const answer = await callOnce(
    { call: "DownloadFileChunk", with: asked },
    state.bindings[0] ?? "get",
    state,
  );
  const then = {
    success: true,
    attributes: {
      filelength: whole.length,
      chunklength: part.length,
      lastchunk: String(offset + size >= whole.length),
      chunkCRC32: { crc: "$part" },
    },
    chunk: { of: "$whole", from: offset, length: size },
  };
  const mismatches = runChecks(then, { answer, scope, seen, chosen: () => {} });
  return recordJudgement({ mismatches }, state);
}

/** @throws StopCase when it is not accepted: how the call alone is answered other rules say */
async function must(step: CallValues, state: CaseState): Promise<void> {
  const answer = await callOnce(step, state.bindings[0] ?? "post", state);
  if (isAccepted(answer)) return;
  throw new StopCase("undecided", `${step.call} got ${describeAnswer(answer)}`);
}
