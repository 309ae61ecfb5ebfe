import { type Answer, isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { wrongBytes } from "../../../judge/answer/tell-difference.ts";
import type { Mismatch } from "../../../judge/checks/mismatch.ts";
import { firstBinding } from "../../../model/binding.ts";
import { wholeOf } from "../../../model/made-bytes.ts";
import type { BytesSpec } from "../../../model/value.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import { notAsExpected } from "../../../run/case/not-as-expected.ts";
import type { Property } from "../../../run/case/property.ts";
import { payloadOf } from "../../../wire/encode/bytes.ts";
import { PLAIN } from "./forms/contents.ts";
import { inBothForms, sendInForm } from "./forms/in-both-forms.ts";

/** Which form a server takes bytes in is its own business: of what it accepts it made a document (UPD-01). */
export const documentInForms: Property = inBothForms(
  {
    name: "relation-document-in-forms",
    title:
      "Whatever bytes a document has, in each form of POST that brings plain ones it holds them, or it is refused.",
    needs: ["UploadDocument", "DownloadDocument", "writable-folder"],
  },
  {
    sends: [
      "UploadDocument of plain bytes as the target declares it, and DownloadDocument: it has to be accepted, and to give them",
      "the same in the other form: where it does not give them, the server has no such form",
      "UploadDocument of each of the others, to a place of its own, and DownloadDocument where it was accepted",
    ],
    demands: "each document holds exactly the bytes that were sent",
    seeThatItJudges: async (state) => {
      const stored = await callOnce(uploadTo("plain", PLAIN), firstBinding(state.bindings), state);
      if (!isAccepted(stored))
        throw notAsExpected("UploadDocument, sent plainly,", "accepted", state);
      if (mismatchOf(await readFrom("plain", state), PLAIN)) {
        throw new StopCase("undecided", "a document that was sent plainly does not hold its bytes");
      }
    },
    judge: async ({ content, form, place }, state) => {
      const answer = await sendInForm(uploadTo(place, content), form, state);
      if (!answer || !isAccepted(answer)) return "refused";
      return { wrong: mismatchOf(await readFrom(place, state), content) };
    },
  },
);

/** A document beside the others of the case. */
function uploadTo(place: string, fileContent: BytesSpec): CallValues {
  const path = { join: ["$newDocument", `.${place}`] };
  return { call: "UploadDocument", with: { path, fileContent: { ...fileContent } } };
}

function readFrom(place: string, state: CaseState): Promise<Answer> {
  const Path = { join: ["$newDocument", `.${place}`] };
  return callOnce(
    { call: "DownloadDocument", with: { Path } },
    firstBinding(state.bindings),
    state,
  );
}

function mismatchOf(answer: Answer, content: BytesSpec): Mismatch | undefined {
  const expected = "the document with exactly the bytes that were sent in this form";
  const { bytes: sent } = payloadOf(content);
  if (answer.kind !== "document") return { expected, actual: describeAnswer(answer) };
  const got = wholeOf(answer.bytes);
  if (got.equals(sent)) return undefined;
  return { expected, ...wrongBytes(`${got.length} bytes for ${sent.length}`, sent, got) };
}
