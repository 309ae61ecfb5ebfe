import { isAccepted, isRefused } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { asksToTryAgain } from "../../../judge/answer/spoken-verdict.ts";
import { firstBinding } from "../../../model/binding.ts";
import type { BytesSpec } from "../../../model/value.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import type { CaseState } from "../../../run/case/case-state.ts";
import { notAsExpected } from "../../../run/case/not-as-expected.ts";
import type { Property } from "../../../run/case/property.ts";
import { PLAIN } from "./forms/contents.ts";
import { inBothForms, sendInForm } from "./forms/in-both-forms.ts";

const CREATE: CallValues = {
  call: "CreateUploadHandler",
  with: { PreferedChunkSize: 0 },
  save: { handler: "UploadHandler" },
};
const WRONG_CRC = "DEADBEEF";

/** A server that asks for a chunk again has found another CRC-32: it has read other bytes (UFC-01). */
export const chunkInForms: Property = inBothForms(
  {
    name: "relation-chunk-in-forms",
    title:
      "Whatever bytes a chunk has, in each form of POST that brings plain ones its CRC-32 is found to be right.",
    needs: ["CreateUploadHandler", "UploadFileChunk"],
  },
  {
    sends: [
      "UploadFileChunk of plain bytes as the target declares it, with their CRC-32 and with another: only the first may be taken",
      "the same in the other form: where it is not taken, the server has no such form",
      "UploadFileChunk of each of the others with their CRC-32, each to a handler of its own",
    ],
    demands: "no chunk is asked for again",
    seeThatItJudges: async (state) => {
      const binding = firstBinding(state.bindings);
      await create(state);
      const taken = await callOnce(chunk(PLAIN), binding, state);
      if (!isAccepted(taken))
        throw notAsExpected("UploadFileChunk, sent plainly,", "accepted", state);
      await create(state);
      const { call, with: values = {} } = chunk(PLAIN);
      const wrong = { call, with: { ...values, chunkHEXCRC: WRONG_CRC } };
      if (!isRefused(await callOnce(wrong, binding, state)))
        throw notAsExpected("UploadFileChunk with the CRC-32 of other bytes", "refused", state);
    },
    judge: async ({ content, form }, state) => {
      await create(state);
      const answer = await sendInForm(chunk(content), form, state);
      if (!answer) return "refused";
      if (answer.kind === "element" && asksToTryAgain(answer.attributes)) {
        const expected = "the chunk taken, whose CRC-32 is that of its bytes";
        return { wrong: { expected, actual: describeAnswer(answer) } };
      }
      return isAccepted(answer) ? { wrong: undefined } : "refused";
    },
  },
);

async function create(state: CaseState): Promise<void> {
  const answer = await callOnce(CREATE, firstBinding(state.bindings), state);
  if (!isAccepted(answer)) throw notAsExpected("CreateUploadHandler", "accepted", state);
}

function chunk(fileChunk: BytesSpec): CallValues {
  const values = { uploadHandler: "$handler", fileChunk: { ...fileChunk }, lastChunk: true };
  return { call: "UploadFileChunk", with: values };
}
