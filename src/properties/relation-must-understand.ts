import fc from "fast-check";
import { isRefused } from "../judge/answer/answer.ts";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import { bindingThat, isSoap11 } from "../model/binding.ts";
import type { CaseState } from "../run/case/case-state.ts";
import type { Property } from "../run/case/property.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import { answerOrNone } from "./relation/answer-or-none.ts";
import { buildPlain } from "./relation/build-plain.ts";
import { everyOne } from "./relation/every-one.ts";
import { sendMessage } from "./relation/send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./relation/send-sample.ts";
import { serviceOf } from "./relation/service-of.ts";
import { writeEnvelope } from "./relation/write-envelope.ts";

const OURS = 'xmlns:x="urn:assay" soap:mustUnderstand="1"';

/** Entries of a namespace that no server knows, for whoever reads the message. */
const SOAP_11 = bindingThat(isSoap11);

const ENTRIES: Readonly<Record<string, string>> = {
  "a header entry that must be understood": `<x:a ${OURS}>1</x:a>`,
  "an empty header entry that must be understood": `<x:a ${OURS}/>`,
  "a header entry for the next actor that must be understood": `<x:a ${OURS} soap:actor="http://schemas.xmlsoap.org/soap/actor/next">1</x:a>`,
  "a header entry that must be understood after one that need not": `<y:b xmlns:y="urn:assay:b">1</y:b><x:a ${OURS}>1</x:a>`,
};

/** SOAP 1.1, 4.2.3: who does not understand such an entry has to fail the message. */
export const mustUnderstand: Property = {
  name: "relation-must-understand",
  title: "A SOAP message with a header entry that must be understood, and cannot be, is refused.",
  explanation: {
    generates: [
      `all of these in one case: ${Object.keys(ENTRIES).join("; ")}`,
      "a failing case shrinks to one of them",
    ],
    sends: [
      "the call plainly: it has to be accepted, and another one refused",
      "the same call with each header, of a namespace that nobody knows",
    ],
    demands: [{ text: "each is refused: a SOAP fault, a failure, or an HTTP error" }],
  },
  needs: [],
  effect: "creates",
  samples: true,
  inputs: () => fc.record({ entries: everyOne(Object.keys(ENTRIES)) }),
  run: async ({ entries }, state) => {
    const twins = await usableSamples(SOAP_11, state);
    for (const twin of twins) await sendSample(twin, SOAP_11, state);
    const [accepted] = twins;
    for (const entry of Array.isArray(entries) ? entries.map(String) : []) {
      await prepareSample(accepted, SOAP_11, state);
      const { call, credential } = await buildPlain(accepted.call, SOAP_11, state);
      const message = writeEnvelope(call, serviceOf(state), { header: ENTRIES[entry] ?? "" });
      const about = { step: accepted.call, call, credential };
      const answer = await answerOrNone(() => sendMessage(message, about, state));
      if (!judged(entry, answer, state)) return;
    }
  },
};

function judged(
  entry: string,
  answer: Awaited<ReturnType<typeof answerOrNone>>,
  state: CaseState,
): boolean {
  const isRight = !("none" in answer) && isRefused(answer);
  const actual = "none" in answer ? answer.none : describeAnswer(answer);
  const mismatches = isRight ? [] : [{ expected: `a refusal of ${entry}`, actual }];
  return recordJudgement({ mismatches, step: state.trace.length }, state);
}
