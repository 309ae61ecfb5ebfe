import fc from "fast-check";
import { type Answer, isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { firstBinding } from "../../../model/binding.ts";
import { areSame } from "../../../model/made-bytes.ts";
import type { JsonValue } from "../../../model/value.ts";
import { answerOrNone } from "../../../properties/relation/answer-or-none.ts";
import { buildPlain } from "../../../properties/relation/build-plain.ts";
import { everyOne } from "../../../properties/relation/every-one.ts";
import { sendMessage } from "../../../properties/relation/send-message.ts";
import { serviceOf } from "../../../properties/relation/service-of.ts";
import { EQUAL_SOAP } from "../../../properties/relation/soap-variants.ts";
import type { Variant } from "../../../properties/relation/variant.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import type { CaseState } from "../../../run/case/case-state.ts";
import { notAsExpected } from "../../../run/case/not-as-expected.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { payloadOf } from "../../../wire/encode/bytes.ts";

const VARIANTS = new Map<string, Variant>(EQUAL_SOAP.map((variant) => [variant.name, variant]));
const CONTENT = { bytes: { size: 64, seed: 7 } };
/** Letters of one to four bytes of UTF-8, and what XML has names for. */
const LETTERS = "aé€😀&'b";

/**
 * The letters of a text are what its spellings stand for (XML 1.0, 2.4 and 4.1). That a spelling is taken at all
 * is another rule's business: what was taken is found by the letters themselves.
 */
export const spelledNames: Property = {
  name: "relation-spelled-names",
  title:
    "However a SOAP message writes the letters of a name, a document that was accepted is found by them.",
  explanation: {
    generates: [
      `the name ${LETTERS} in all of these spellings, in one case: ${[...VARIANTS.keys()].join("; ")}`,
      "a failing case shrinks to one spelling",
    ],
    sends: [
      "UploadDocument and DownloadDocument of a plain name: it has to be accepted, and to give the bytes",
      "the same of that name, plainly; where it is refused nothing more is sent",
      "UploadDocument of that name in each spelling, to a place of its own, and DownloadDocument plainly where it was accepted",
    ],
    demands: [{ text: "each document is found by the letters of its name, with its bytes" }],
  },
  needs: ["UploadDocument", "DownloadDocument", "writable-folder"],
  effect: "creates",
  inputs: () => fc.record({ variants: everyOne([...VARIANTS.keys()]) }),
  run: async ({ variants }, state) => {
    if (!(await isKept("plain", state))) {
      throw notAsExpected("UploadDocument, sent plainly,", "accepted", state);
    }
    if (!(await isKept(`plain-${LETTERS}`, state))) return;
    for (const name of Array.isArray(variants) ? variants.map(String) : []) {
      const variant = VARIANTS.get(name);
      if (variant && !(await judgeVariant(variant, state))) return;
    }
  },
};

/** Whether a document of this name is accepted and holds its bytes. */
async function isKept(name: string, state: CaseState): Promise<boolean> {
  const stored = await callOnce(uploadTo(name), firstBinding(state.bindings), state);
  return isAccepted(stored) && isRight(await readFrom(name, state));
}

/** True when nothing is wrong. */
async function judgeVariant(variant: Variant, state: CaseState): Promise<boolean> {
  const place = `${[...VARIANTS.keys()].indexOf(variant.name)}-${LETTERS}`;
  const step = uploadTo(place);
  const { call, credential } = await buildPlain(step, firstBinding(state.bindings), state);
  const message = variant.message(call, serviceOf(state));
  if (!message) return true;
  const answer = await answerOrNone(() => sendMessage(message, { step, call, credential }, state));
  if ("none" in answer || !isAccepted(answer)) return true;
  const found = await readFrom(place, state);
  const expected = `the document that was accepted, by the letters of its name (${variant.name})`;
  const mismatches = isRight(found) ? [] : [{ expected, actual: describeAnswer(found) }];
  return recordJudgement({ mismatches }, state);
}

/** A document beside the others of the case. */
function pathOf(name: string): JsonValue {
  return { join: ["$newDocument", `.${name}`] };
}

function uploadTo(name: string): CallValues {
  return { call: "UploadDocument", with: { path: pathOf(name), fileContent: CONTENT } };
}

function readFrom(name: string, state: CaseState): Promise<Answer> {
  const step = { call: "DownloadDocument", with: { Path: pathOf(name) } };
  return callOnce(step, firstBinding(state.bindings), state);
}

function isRight(answer: Answer): boolean {
  return answer.kind === "document" && areSame(payloadOf(CONTENT).bytes, answer.bytes);
}
