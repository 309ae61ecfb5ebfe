import fc from "fast-check";
import type { Answer } from "../../judge/answer/answer.ts";
import type { Binding } from "../../model/binding.ts";
import { firstBinding } from "../../model/binding.ts";
import type { Sample } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import type { Property } from "../../run/case/property.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import { encode } from "../../wire/encode/encode.ts";
import { answerOrNone } from "./answer-or-none.ts";
import { buildPlain } from "./build-plain.ts";
import { everyOne } from "./every-one.ts";
import { sameAnswer } from "./same-answer.ts";
import { samplesOf } from "./samples-of.ts";
import { type MessageOutcome, sendMessage } from "./send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./send-sample.ts";
import { serviceOf } from "./service-of.ts";
import type { Variant } from "./variant.ts";

/**
 * The property that ways of sending the calls of the rule's operation change nothing of the answers.
 * One case goes through all ways and twins that the binding has.
 */
export function equivalence(
  about: Pick<Property, "name" | "title">,
  variants: readonly Variant[],
): Property {
  const byName = new Map(variants.map((variant) => [variant.name, variant]));
  return {
    ...about,
    explanation: {
      generates: [
        `all of these other ways to send a request that the binding has, in one case: ${[...byName.keys()].join("; ")}`,
        "for each call of the operation whose outcome the documents state: the accepted and the refused ones",
        "a failing case shrinks to one call and one way to send it",
      ],
      sends: [
        "the call plainly, twice: where the two answers differ, nothing can be judged",
        "the same call in each of the other ways, with the calls that it needs before it",
        "a way that a server need not have is first sent with nothing in it that tells: where that is refused, it is left out",
      ],
      demands: [
        {
          text: "each answer is the same as that of the plain call, in verdict and error, and in the attributes that the service file names",
        },
        { text: "and there is an answer, where the plain call gets one" },
      ],
    },
    needs: [],
    effect: "creates",
    samples: true,
    inputs: ({ samples = [] }) =>
      fc.record({ twins: everyOne(samples), variants: everyOne([...byName.keys()]) }),
    run: async (inputs, state) => {
      const binding = firstBinding(state.bindings);
      const wanted = chosen(inputs["variants"]).flatMap((name) => byName.get(name) ?? []);
      const applicable = wanted.filter(({ bindings }) => bindings.includes(binding));
      if (applicable.length === 0) return;
      const { respects } = samplesOf(state);
      for (const twin of await usableSamples(binding, state)) {
        if (!chosen(inputs["twins"]).includes(twin.name)) continue;
        if (twin.plainly) {
          await sendSample(twin, binding, state);
          continue;
        }
        await judgeTwin(twin, applicable, { binding, respects }, state);
        if (state.mismatches.length > 0) return;
      }
    },
  };
}

async function judgeTwin(
  twin: Sample,
  variants: readonly Variant[],
  how: { readonly binding: Binding; readonly respects: readonly string[] },
  state: CaseState,
): Promise<void> {
  const { binding, respects } = how;
  const plain = await sendSample(twin, binding, state);
  const again = await sendSample(twin, binding, state);
  const [change] = sameAnswer(plain, again, respects, "the same request");
  if (change) {
    const reason = `the same request gets different answers: ${change.actual} after ${change.expected}`;
    throw new StopCase("undecided", reason);
  }
  for (const variant of variants) {
    if (!(await changes(variant, twin, binding, state))) continue;
    const how = { twin, binding, respects, plain };
    if (variant.offered && !(await isOffered(variant.name, variant.offered, how, state))) continue;
    const answer = await answerOrNone(() => send(variant.message, twin, binding, state));
    const step = state.trace.length;
    if ("none" in answer) {
      // Served before and after: it is this request that gets no answer.
      await sendSample(twin, binding, state).catch((error: unknown) => {
        throw error instanceof SetUpError ? new SetUpError(answer.none) : error;
      });
      const expected = `an answer with ${variant.name}, as without`;
      recordJudgement({ mismatches: [{ expected, actual: answer.none }], step }, state);
      return;
    }
    if (variant.declinedBy?.includes(answer.status)) continue;
    const mismatches = sameAnswer(plain, answer, respects, variant.name);
    if (!recordJudgement({ mismatches, step }, state)) return;
  }
}

/** Whether a variant is another way to send this call at all. */
async function changes(
  variant: Variant,
  twin: Sample,
  binding: Binding,
  state: CaseState,
): Promise<boolean> {
  const { call } = await buildPlain(twin.call, binding, state);
  return variant.message(call, serviceOf(state)) !== undefined;
}

/** Whether a server has a way of sending that it need not have: nothing is different when nothing tells it. */
async function isOffered(
  name: string,
  message: Variant["message"],
  how: {
    readonly twin: Sample;
    readonly binding: Binding;
    readonly respects: readonly string[];
    readonly plain: Answer;
  },
  state: CaseState,
): Promise<boolean> {
  const { twin, binding, respects, plain } = how;
  const answer = await answerOrNone(() => send(message, twin, binding, state));
  return !("none" in answer) && sameAnswer(plain, answer, respects, name).length === 0;
}

async function send(
  message: Variant["message"],
  twin: Sample,
  binding: Binding,
  state: CaseState,
): Promise<MessageOutcome> {
  await prepareSample(twin, binding, state);
  const { call, credential } = await buildPlain(twin.call, binding, state);
  const sent = message(call, serviceOf(state)) ?? encode(call, serviceOf(state));
  return sendMessage(sent, { step: twin.call, call, credential }, state);
}

function chosen(names: JsonValue | undefined): readonly string[] {
  return Array.isArray(names) ? names.map(String) : [];
}
