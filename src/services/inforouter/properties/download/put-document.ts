import { isAccepted } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import type { JsonValue } from "../../../../model/value.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";

/** Operations and facilities that downloads of such a document need. */
export const DOCUMENT_DOWNLOAD_NEEDS: readonly string[] = [
  "CreateUploadHandler",
  "UploadFileChunk",
  "UploadDocumentWithHandler",
  "GetDownloadHandler",
  "DownloadFileChunk",
  "DeleteDownloadHandler",
  "writable-folder",
];

/** A document of a few thousand bytes, so that its parts differ. */
const DOCUMENT = { bytes: { size: 3000, seed: 7 } };

/** What the document has that a sequence downloads. */
export const DOCUMENT_BYTES = payloadOf(DOCUMENT).bytes;

/** Makes that document, `$newDocument`. */
export function putDocument(state: CaseState): Promise<void> {
  return putDocumentOf(DOCUMENT, "$newDocument", state);
}

/**
 * Makes a document of at most one chunk.
 *
 * @throws StopCase where that is refused
 */
export async function putDocumentOf(
  fileChunk: JsonValue,
  path: JsonValue,
  state: CaseState,
): Promise<void> {
  const upload: readonly CallValues[] = [
    {
      call: "CreateUploadHandler",
      with: { PreferedChunkSize: 0 },
      save: { source: "UploadHandler" },
    },
    { call: "UploadFileChunk", with: { uploadHandler: "$source", fileChunk, lastChunk: true } },
    { call: "UploadDocumentWithHandler", with: { path, uploadHandler: "$source" } },
  ];
  for (const step of upload) {
    const answer = await callOnce(step, "post", state);
    if (isAccepted(answer)) continue;
    const reason = `no document to download: ${step.call} got ${describeAnswer(answer)}`;
    throw new StopCase("undecided", reason);
  }
}
