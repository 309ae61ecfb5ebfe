import fc from "fast-check";
import { isRefused } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { answerOrNone } from "../../../properties/relation/answer-or-none.ts";
import { buildPlain } from "../../../properties/relation/build-plain.ts";
import { everyOne } from "../../../properties/relation/every-one.ts";
import { sendMessage } from "../../../properties/relation/send-message.ts";
import { serviceOf } from "../../../properties/relation/service-of.ts";
import { writeEnvelope } from "../../../properties/relation/write-envelope.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import type { CaseState } from "../../../run/case/case-state.ts";
import { notAsExpected } from "../../../run/case/not-as-expected.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { soapHeaders } from "../../../wire/encode/soap11.ts";

/** What the bodies call, each with nothing that would touch the handler. */
const BODIES: Readonly<Record<string, CallValues>> = {
  isValidTicket: { call: "isValidTicket" },
  DeleteDownloadHandler: {
    call: "DeleteDownloadHandler",
    with: { DownloadHandler: "$unissued" },
  },
  CreateUploadHandler: { call: "CreateUploadHandler", with: { PreferedChunkSize: 0 } },
};

const DELETE: CallValues = { call: "DeleteUploadHandler", with: { UploadHandler: "$handler" } };
const CHUNK: CallValues = {
  call: "UploadFileChunk",
  with: { uploadHandler: "$handler", fileChunk: { bytes: 10, seed: 1 }, lastChunk: true },
};

/**
 * The action says what a message is for (SOAP 1.1, 6.1.1); what is to be done stands in its body. A server
 * does that, or refuses a message that says two things; one that goes by the action and takes the values
 * from wherever they are deletes what nobody asked it to.
 */
export const actionAndBody: Property = {
  name: "relation-action-and-body",
  title:
    "A SOAP message with the action DeleteUploadHandler and another operation in its body deletes no upload handler.",
  explanation: {
    generates: [
      `the operation in the body, all of them in one case: ${Object.keys(BODIES).join(", ")}`,
      "a failing case shrinks to one of them",
    ],
    sends: [
      "CreateUploadHandler, which has to be accepted",
      "a SOAP message with the action DeleteUploadHandler, another operation in its body, and the handler in an element UploadHandler after its parameters; any answer will do",
      "UploadFileChunk with the handler",
      "DeleteUploadHandler and UploadFileChunk once more, by which a handler that is gone shows",
    ],
    demands: [{ text: "the chunk is accepted: the handler is still there" }],
  },
  needs: ["CreateUploadHandler", "UploadFileChunk"],
  effect: "creates",
  inputs: () => fc.record({ bodies: everyOne(Object.keys(BODIES)) }),
  run: async ({ bodies }, state) => {
    for (const name of Array.isArray(bodies) ? bodies.map(String) : []) {
      const body = BODIES[name];
      const isOffered = body && state.open.operations[state.rule.service]?.[body.call];
      if (body && isOffered && !(await leavesHandler(body, state))) return;
    }
  },
};

async function leavesHandler(body: CallValues, state: CaseState): Promise<boolean> {
  const made = { call: "CreateUploadHandler", with: { PreferedChunkSize: 0 } };
  await callOnce({ ...made, save: { handler: "UploadHandler" } }, "soap11", state);
  const { call, credential } = await buildPlain(body, "soap11", state);
  const handler = String(state.scope.get("handler"));
  const message = writeEnvelope(call, serviceOf(state), {
    headers: soapHeaders({ ...call.operation, name: DELETE.call }),
    extra: `<UploadHandler>${handler}</UploadHandler>`,
  });
  await answerOrNone(() => sendMessage(message, { step: body, call, credential }, state));
  const chunk = await callOnce(CHUNK, "soap11", state);
  const step = state.trace.length;
  const expected = `a handler that takes chunks after a message with ${body.call} in its body`;
  const mismatches = isRefused(chunk) ? [{ expected, actual: describeAnswer(chunk) }] : [];
  if (!recordJudgement({ mismatches, step }, state)) return false;
  await callOnce(DELETE, "soap11", state);
  const gone = await callOnce(CHUNK, "soap11", state);
  if (!isRefused(gone)) throw notAsExpected("a chunk after DeleteUploadHandler", "refused", state);
  return true;
}
