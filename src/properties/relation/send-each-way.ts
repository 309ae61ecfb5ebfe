import type { Answer } from "../../judge/answer/answer.ts";
import { firstBinding } from "../../model/binding.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { answerOrNone } from "./answer-or-none.ts";
import { buildPlain } from "./build-plain.ts";
import { sendMessage } from "./send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./send-sample.ts";
import { serviceOf } from "./service-of.ts";
import type { Variant } from "./variant.ts";

/**
 * Sends the samples of the rule's operation plainly, which have to have their outcomes, and then the accepted one
 * in each of some ways that the binding has, with the calls that it needs before it.
 *
 * @param names of the ways, as a case has them
 * @param hear gets what comes of each, undefined where no answer does; false: the others are not sent
 */
export async function sendEachWay(
  names: unknown,
  variants: ReadonlyMap<string, Variant>,
  state: CaseState,
  hear: (name: string, answer: Answer | undefined) => boolean,
): Promise<void> {
  const binding = firstBinding(state.bindings);
  const twins = await usableSamples(binding, state);
  for (const twin of twins) await sendSample(twin, binding, state);
  const [accepted] = twins;
  for (const name of Array.isArray(names) ? names.map(String) : []) {
    const variant = variants.get(name);
    if (!variant?.bindings.includes(binding)) continue;
    await prepareSample(accepted, binding, state);
    const { call, credential } = await buildPlain(accepted.call, binding, state);
    const message = variant.message(call, serviceOf(state));
    if (message === undefined) continue;
    const about = { step: accepted.call, call, credential };
    const answer = await answerOrNone(() => sendMessage(message, about, state));
    if (!hear(name, "none" in answer ? undefined : answer)) return;
  }
}
