import fc from "fast-check";
import { type Answer, isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { wrongBytes } from "../../../judge/answer/tell-difference.ts";
import type { Mismatch } from "../../../judge/checks/mismatch.ts";
import { firstBinding } from "../../../model/binding.ts";
import { wholeOf } from "../../../model/made-bytes.ts";
import type { JsonValue } from "../../../model/value.ts";
import { answerOrNone } from "../../../properties/relation/answer-or-none.ts";
import { buildPlain } from "../../../properties/relation/build-plain.ts";
import { DECLINED_BYTES, EQUAL_BYTES } from "../../../properties/relation/byte-variants.ts";
import { everyOne } from "../../../properties/relation/every-one.ts";
import { sendMessage } from "../../../properties/relation/send-message.ts";
import { serviceOf } from "../../../properties/relation/service-of.ts";
import type { Variant } from "../../../properties/relation/variant.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import { notAsExpected } from "../../../run/case/not-as-expected.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { payloadOf } from "../../../wire/encode/bytes.ts";

const VARIANTS = new Map<string, Variant>(
  [...EQUAL_BYTES, ...DECLINED_BYTES].map((variant) => [variant.name, variant]),
);
/** Several lines of base64, and one that is not full. */
const CONTENT = { bytes: { size: 601, seed: 11 } };

/**
 * Whether a server takes base64 with white space in it, or in pieces, is another rule's business: what it
 * accepts it has read, and the document holds the bytes that were sent (UPD-01).
 */
export const sameBytes: Property = {
  name: "relation-same-bytes",
  title:
    "However the base64 of a document is written over SOAP, the document holds its bytes, or it is refused.",
  explanation: {
    generates: [
      `a document of 601 bytes in all of these spellings, in one case: ${[...VARIANTS.keys()].join("; ")}`,
      "a failing case shrinks to one spelling",
    ],
    sends: [
      "UploadDocument plainly, and DownloadDocument: it has to be accepted, and to give the bytes",
      "UploadDocument in each spelling, to a place of its own, and DownloadDocument where it was accepted",
    ],
    demands: [{ text: "each document holds exactly the bytes that were sent" }],
  },
  needs: ["UploadDocument", "DownloadDocument", "writable-folder"],
  effect: "creates",
  inputs: () => fc.record({ variants: everyOne([...VARIANTS.keys()]) }),
  run: async ({ variants }, state) => {
    const binding = firstBinding(state.bindings);
    const stored = await callOnce(uploadTo("plain"), binding, state);
    if (!isAccepted(stored))
      throw notAsExpected("UploadDocument, sent plainly,", "accepted", state);
    if (mismatchOf(await readFrom("plain", state), "sent plainly")) {
      throw new StopCase("undecided", "a document that was sent plainly does not hold its bytes");
    }
    for (const name of Array.isArray(variants) ? variants.map(String) : []) {
      const variant = VARIANTS.get(name);
      if (variant && !(await judgeVariant(variant, state))) return;
    }
  },
};

/** True when nothing is wrong. */
async function judgeVariant(variant: Variant, state: CaseState): Promise<boolean> {
  const place = [...VARIANTS.keys()].indexOf(variant.name).toString();
  const step = uploadTo(place);
  const { call, credential } = await buildPlain(step, firstBinding(state.bindings), state);
  const message = variant.message(call, serviceOf(state));
  if (!message) return true;
  const answer = await answerOrNone(() => sendMessage(message, { step, call, credential }, state));
  if ("none" in answer || !isAccepted(answer)) return true;
  const mismatch = mismatchOf(await readFrom(place, state), variant.name);
  return recordJudgement({ mismatches: mismatch ? [mismatch] : [] }, state);
}

/** A document beside the others of the case. */
function pathOf(place: string): JsonValue {
  return { join: ["$newDocument", `.${place}`] };
}

function uploadTo(place: string): CallValues {
  return { call: "UploadDocument", with: { path: pathOf(place), fileContent: CONTENT } };
}

function readFrom(place: string, state: CaseState): Promise<Answer> {
  const step = { call: "DownloadDocument", with: { Path: pathOf(place) } };
  return callOnce(step, firstBinding(state.bindings), state);
}

function mismatchOf(answer: Answer, how: string): Mismatch | undefined {
  const expected = `the document with exactly the bytes that were sent (${how})`;
  const { bytes: sent } = payloadOf(CONTENT);
  if (answer.kind !== "document") return { expected, actual: describeAnswer(answer) };
  const got = wholeOf(answer.bytes);
  if (got.equals(sent)) return undefined;
  return { expected, ...wrongBytes(`${got.length} bytes for ${sent.length}`, sent, got) };
}
