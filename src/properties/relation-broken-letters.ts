import fc from "fast-check";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import { isServerError } from "../judge/answer/is-server-error.ts";
import { firstBinding } from "../model/binding.ts";
import type { Property } from "../run/case/property.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import { answerOrNone } from "./relation/answer-or-none.ts";
import { buildPlain } from "./relation/build-plain.ts";
import { everyOne } from "./relation/every-one.ts";
import { BROKEN_FORMS } from "./relation/form-variants.ts";
import { sendMessage } from "./relation/send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./relation/send-sample.ts";
import { serviceOf } from "./relation/service-of.ts";

const VARIANTS = new Map(BROKEN_FORMS.map((variant) => [variant.name, variant]));
/** The server says that it cannot, or not now. */
const EXCUSED: readonly (number | undefined)[] = [501, 503, 507];

/** A server may refuse what is no text, or read it somehow: it is no reason to break down. */
export const brokenLetters: Property = {
  name: "relation-broken-letters",
  title:
    "A form or query in which bytes are no UTF-8, or escapes are none, is answered by the service.",
  explanation: {
    generates: [
      `all of these ways to send a call, in one case: ${[...VARIANTS.keys()].join("; ")}`,
      "a failing case shrinks to one of them",
    ],
    sends: [
      "the call plainly: it has to be accepted, and another one refused",
      "the same call in each of these ways, with the calls that it needs before it",
    ],
    demands: [{ text: "whatever is answered, it is no error of the server" }],
  },
  needs: [],
  effect: "creates",
  samples: true,
  inputs: () => fc.record({ variants: everyOne([...VARIANTS.keys()]) }),
  run: async ({ variants }, state) => {
    const binding = firstBinding(state.bindings);
    const twins = await usableSamples(binding, state);
    for (const twin of twins) await sendSample(twin, binding, state);
    const [accepted] = twins;
    for (const name of Array.isArray(variants) ? variants.map(String) : []) {
      const variant = VARIANTS.get(name);
      if (!variant?.bindings.includes(binding)) continue;
      await prepareSample(accepted, binding, state);
      const { call, credential } = await buildPlain(accepted.call, binding, state);
      const message = variant.message(call, serviceOf(state));
      if (message === undefined) continue;
      const about = { step: accepted.call, call, credential };
      const answer = await answerOrNone(() => sendMessage(message, about, state));
      if ("none" in answer || !isServerError(answer) || EXCUSED.includes(answer.status)) continue;
      const expected = `no error of the server (${name})`;
      recordJudgement({ mismatches: [{ expected, actual: describeAnswer(answer) }] }, state);
      return;
    }
  },
};
