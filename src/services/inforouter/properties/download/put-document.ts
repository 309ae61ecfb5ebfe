import { isAccepted } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";

/** A document of a few thousand bytes, so that its parts differ. */
const DOCUMENT = { bytes: { size: 3000, seed: 7 } };

const UPLOAD: readonly CallValues[] = [
  {
    call: "CreateUploadHandler",
    with: { PreferedChunkSize: 0 },
    save: { source: "UploadHandler" },
  },
  {
    call: "UploadFileChunk",
    with: { uploadHandler: "$source", fileChunk: DOCUMENT, lastChunk: true },
  },
  { call: "UploadDocumentWithHandler", with: { path: "$newDocument", uploadHandler: "$source" } },
];

/** What the document has that a sequence downloads. */
export const DOCUMENT_BYTES = payloadOf(DOCUMENT).bytes;

/** Makes that document, `$newDocument`. */
export async function putDocument(state: CaseState): Promise<void> {
  for (const step of UPLOAD) {
    const answer = await callOnce(step, "post", state);
    if (isAccepted(answer)) continue;
    const reason = `no document to download: ${step.call} got ${describeAnswer(answer)}`;
    throw new StopCase("undecided", reason);
  }
}
