import fc from "fast-check";
import { GUID_FORMS } from "../../../../generators/rewrite-guid.ts";
import { isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { tellsError } from "../../../judge/answer/told-errors.ts";
import { answerOrNone } from "../../../properties/relation/answer-or-none.ts";
import { buildPlain } from "../../../properties/relation/build-plain.ts";
import { everyOne } from "../../../properties/relation/every-one.ts";
import { samplesOf } from "../../../properties/relation/samples-of.ts";
import { sendMessage } from "../../../properties/relation/send-message.ts";
import { sendSample } from "../../../properties/relation/send-sample.ts";
import { serviceOf } from "../../../properties/relation/service-of.ts";
import type { CallValues } from "../../../run/case/call-once.ts";
import type { CaseState } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { encode } from "../../../wire/encode/encode.ts";

const BAD_REQUEST = "bad Request";

/**
 * The documents do not say which forms of a GUID are valid; but one that is gets a success (never
 * issued, DUH-11, DDH-11), and one that is not is `bad Request` (DUH-07, DDH-07). There is no third
 * answer, and no answer at all least of all.
 */
export const guidForms: Property = {
  name: "relation-guid-forms",
  title: "A GUID in whatever textual form is either valid or refused as bad Request.",
  explanation: {
    generates: [
      `a GUID that was never issued, in all of these forms, in one case: ${GUID_FORMS.join(", ")}`,
      "a failing case shrinks to one form",
    ],
    sends: [
      "the operation with such a GUID in its usual form, and with what is no GUID: the first has to be accepted, the second refused",
      "the operation with the GUID in each form",
    ],
    demands: [
      {
        text: `each answer is a success or the error "${BAD_REQUEST}"; no answer is a failure, too`,
      },
    ],
  },
  needs: [],
  effect: "reads",
  samples: true,
  inputs: () => fc.record({ forms: everyOne(GUID_FORMS) }),
  run: async ({ forms }, state) => {
    await seeThatItJudges(state);
    for (const form of Array.isArray(forms) ? forms : []) {
      await judgeForm(String(form), state);
      if (state.mismatches.length > 0) return;
    }
  },
};

/** The usual form is accepted, and what is no GUID is refused. */
async function seeThatItJudges(state: CaseState): Promise<void> {
  for (const twin of samplesOf(state).calls) {
    await sendSample(twin, state.bindings[0] ?? "get", state);
  }
}

async function judgeForm(form: string, state: CaseState): Promise<void> {
  const binding = state.bindings[0] ?? "get";
  const [accepted] = samplesOf(state).calls;
  const step = inForm(accepted.call, form);
  const answer = await answerOrNone(async () => {
    const { call, credential } = await buildPlain(step, binding, state);
    return sendMessage(encode(call, serviceOf(state)), { step, call, credential }, state);
  });
  const at = state.trace.length;
  const expected = `success or error "${BAD_REQUEST}" for a GUID in the form ${form}`;
  if ("none" in answer) {
    // Served before and after: it is this form that gets no answer.
    await sendSample(accepted, binding, state);
    recordJudgement({ mismatches: [{ expected, actual: answer.none }], step: at }, state);
    return;
  }
  const isRight = isAccepted(answer) || tellsError(answer, "bad-request");
  const mismatches = isRight ? [] : [{ expected, actual: describeAnswer(answer) }];
  recordJudgement({ mismatches, step: at }, state);
}

function inForm(call: CallValues, form: string): CallValues {
  const values = Object.keys(call.with ?? {}).map((name) => [
    name,
    { "guid-form": form, of: "$unissued" },
  ]);
  return { ...call, with: Object.fromEntries(values) };
}
