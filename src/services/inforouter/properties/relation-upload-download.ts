import fc from "fast-check";
import type { Answer } from "../../../judge/answer/answer.ts";
import { isAccepted, isEmptyDocument } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { wrongBytes } from "../../../judge/answer/tell-difference.ts";
import { wholeOf } from "../../../model/made-bytes.ts";
import type { JsonValue } from "../../../model/value.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { payloadOf } from "../../../wire/encode/bytes.ts";

/** The smallest chunk that can be agreed on (CUH-10), in bytes. */
const CHUNK = 262_144;
/** A chunk size that a whole document of these cases fits into. */
const ROOM = 4 * CHUNK;

/**
 * A document of some bytes, uploaded in several chunks and in a single one, read as a whole and in
 * chunks of its own: every time the bytes that were sent (CUH-21, FIN-01, DFC-01).
 */
export const uploadDownload: Property = {
  name: "relation-upload-download",
  title: "One chunk or many give the same document, and a download gives back what was uploaded.",
  explanation: {
    generates: [
      "the size of a document: 1 byte to a little more than two chunks of 262,144 bytes, the edges of chunks first",
    ],
    sends: [
      "an upload of it in chunks of 262,144 bytes, and another one in a single chunk; every call has to be accepted",
      "for both: DownloadDocument, then GetDownloadHandler and DownloadFileChunk for each 262,144 bytes",
    ],
    demands: [
      {
        text: "DownloadDocument gives exactly the bytes that were sent, however they were sent",
        statements: ["FIN-01", "CUH-21"],
      },
      {
        text: "the chunks of the download, put together, are exactly those bytes",
        statements: ["DFC-01"],
      },
    ],
  },
  needs: [
    "CreateUploadHandler",
    "UploadFileChunk",
    "UploadDocumentWithHandler",
    "DownloadDocument",
    "GetDownloadHandler",
    "DownloadFileChunk",
    "writable-folder",
  ],
  effect: "creates",
  inputs: () =>
    fc.record({
      // Over the edges of chunks; a document of one chunk, too.
      size: fc.oneof(
        fc.constantFrom(CHUNK + 1, CHUNK, 2 * CHUNK, 2 * CHUNK - 1),
        fc.integer({ min: 1, max: 2 * CHUNK + 1 }),
      ),
    }),
  run: async ({ size }, state) => {
    const binding = state.bindings[0] ?? "post";
    const length = Number(size);
    for (const [name, chunk] of [
      ["many", CHUNK],
      ["one", ROOM],
    ] as const) {
      const path = { join: ["$newDocument", `.${name}`] };
      const sent = await upload({ length, chunk, path }, state);
      const whole = await document({ call: "DownloadDocument", with: { Path: path } }, state);
      const got = whole.kind === "document" ? wholeOf(whole.bytes) : undefined;
      if (!judge({ got, sent, name, whole, statements: ["FIN-01", "CUH-21"] }, state)) return;
      const parts = await download(path, length, state);
      const how = { name: `${name}, in chunks`, whole, statements: ["DFC-01"] };
      if (!judge({ got: parts, sent, ...how }, state)) return;
    }

    async function accepted(step: CallValues, of: CaseState): Promise<Answer> {
      return expectAccepted(step, await callOnce(step, binding, of));
    }

    /** An empty document is none of those that were sent, whatever it stands for. */
    async function document(step: CallValues, of: CaseState): Promise<Answer> {
      const answer = await callOnce(step, binding, of);
      return isEmptyDocument(answer) ? answer : expectAccepted(step, answer);
    }

    /** Uploads so many bytes, in chunks of the size that the server agrees to, and gives the bytes. */
    async function upload(
      plan: { readonly length: number; readonly chunk: number; readonly path: JsonValue },
      of: CaseState,
    ): Promise<Buffer> {
      const save = { handler: "UploadHandler", agreed: "ChunkSize" };
      await accepted(
        { call: "CreateUploadHandler", with: { PreferedChunkSize: plan.chunk }, save },
        of,
      );
      const agreed = Number(of.scope.get("agreed"));
      if (!(agreed >= CHUNK)) throw new StopCase("undecided", "no chunk size was agreed on");
      const sent: Buffer[] = [];
      for (let at = 0; at < plan.length; at += agreed) {
        const size = Math.min(agreed, plan.length - at);
        const fileChunk = { bytes: { size, seed: sent.length + 1 } };
        const lastChunk = at + size === plan.length;
        const values = { uploadHandler: "$handler", fileChunk, lastChunk };
        await accepted({ call: "UploadFileChunk", with: values }, of);
        sent.push(payloadOf(fileChunk).bytes);
      }
      const values = { path: plan.path, uploadHandler: "$handler" };
      await accepted({ call: "UploadDocumentWithHandler", with: values }, of);
      return Buffer.concat(sent);
    }

    /** The document in chunks of a download handler. */
    async function download(path: JsonValue, total: number, of: CaseState): Promise<Buffer> {
      const asked = { Path: path, PreferedChunkSize: CHUNK };
      const save = { download: "downloadhandler" };
      await accepted({ call: "GetDownloadHandler", with: asked, save }, of);
      const parts: Buffer[] = [];
      for (let at = 0; at < total; at += CHUNK) {
        const values = { DownloadHandler: "$download", StartOffset: at, ChunkSize: CHUNK };
        const answer = await accepted({ call: "DownloadFileChunk", with: values }, of);
        parts.push(Buffer.from(answer.kind === "element" ? answer.text : "", "base64"));
      }
      return Buffer.concat(parts);
    }
  },
};

function expectAccepted(step: CallValues, answer: Answer): Answer {
  if (isAccepted(answer)) return answer;
  const reason = `${step.call} should be accepted but got ${describeAnswer(answer)}`;
  throw new StopCase("undecided", reason);
}

function judge(
  {
    got,
    sent,
    name,
    whole,
    statements,
  }: {
    readonly got: Buffer | undefined;
    readonly sent: Buffer;
    readonly name: string;
    readonly whole: Answer;
    readonly statements: readonly string[];
  },
  state: CaseState,
): boolean {
  if (got?.equals(sent)) return recordJudgement({ statements, mismatches: [] }, state);
  const mismatch = {
    expected: `the document with exactly the bytes that were sent (${name})`,
    ...(got
      ? wrongBytes(`${got.length} bytes for ${sent.length}`, sent, got)
      : { actual: describeAnswer(whole) }),
  };
  return recordJudgement({ statements, mismatches: [mismatch] }, state);
}
