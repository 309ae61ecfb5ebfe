import fc from "fast-check";
import { outcomeWords } from "../judge/answer/outcome-words.ts";
import { firstBinding } from "../model/binding.ts";
import type { Property } from "../run/case/property.ts";
import { answerOrNone } from "./relation/answer-or-none.ts";
import { buildPlain } from "./relation/build-plain.ts";
import { everyOne } from "./relation/every-one.ts";
import { ODD_FORMS } from "./relation/form-variants.ts";
import { sendMessage } from "./relation/send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./relation/send-sample.ts";
import { serviceOf } from "./relation/service-of.ts";
import { ODD_SOAP } from "./relation/soap-variants.ts";
import type { Variant } from "./relation/variant.ts";

const VARIANTS = new Map<string, Variant>(
  [...ODD_FORMS, ...ODD_SOAP].map((variant) => [variant.name, variant]),
);

/** What no document and no standard says: each server has an answer of its own, which is told. */
export const oddRequests: Property = {
  name: "relation-odd-requests",
  title: "What a server makes of a request with parameters twice, empty, nil or oddly encoded.",
  explanation: {
    generates: [
      `all of these ways to send a call that the binding has, in one case: ${[...VARIANTS.keys()].join("; ")}`,
    ],
    sends: [
      "the call plainly: it has to be accepted, and another one refused",
      "the same call in each of these ways, with the calls that it needs before it",
    ],
    demands: [{ text: "nothing: what comes of each is reported" }],
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
      state.observed.push([name, "none" in answer ? "no answer" : outcomeWords(answer)]);
    }
  },
};
