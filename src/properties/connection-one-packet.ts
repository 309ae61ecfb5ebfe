import fc from "fast-check";
import type { Answer } from "../judge/answer/answer.ts";
import { firstBinding } from "../model/binding.ts";
import type { Sample } from "../model/service.ts";
import type { CaseState } from "../run/case/case-state.ts";
import type { Property } from "../run/case/property.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import {
  alone,
  connectionOf,
  differs,
  messageOf,
  respectsOf,
  steadily,
  unsteady,
} from "./relation/over-connection.ts";
import { onConnection, toNowhere } from "./relation/refusals.ts";
import { sameAnswer } from "./relation/same-answer.ts";
import { type MessageOutcome, sendMessage } from "./relation/send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./relation/send-sample.ts";

/**
 * That nothing is lost of what is read at once (RFC 9112, 9.3.2). A third request, which goes out when the first
 * is answered, shows it without any waiting: where a server goes on with it, it has passed over the second.
 */
export const connectionOnePacket: Property = {
  name: "connection-one-packet",
  title: "Of two calls that come in one packet each is answered in its turn.",
  explanation: {
    generates: ["the accepted call of the operation, twice"],
    sends: [
      "ordinary calls of the operation, whose outcome the documents state: the accepted and the refused ones",
      "the accepted call over a connection of its own, twice: where the two answers differ, nothing can be judged",
      "the call twice in one write over one connection, and a request for what is not there when the first is answered",
      "where an answer is another one: the same call over a connection of its own once more",
    ],
    demands: [
      {
        text: "each of the two is answered as over a connection of its own, in its turn, or the connection is closed or falls silent",
      },
      { text: "where it was closed or is silent the call is answered over another one" },
    ],
  },
  needs: [],
  effect: "creates",
  samples: true,
  inputs: () => fc.record({}),
  run: async (_, state) => {
    const binding = firstBinding(state.bindings);
    const twins = await usableSamples(binding, state);
    for (const twin of twins) await sendSample(twin, binding, state);
    const [twin] = twins;
    const plain = await steadily(twin, state);
    for (const turn of await inOnePacket(twin, state)) {
      if (!(await judgeTurn(turn, { plain, twin }, state))) return;
    }
  },
};

interface Turn {
  readonly name: "the first" | "the second";
  readonly outcome: MessageOutcome;
  /** Its number in the trace. */
  readonly step: number;
}

/** What the two calls came to, in their order. */
async function inOnePacket(twin: Sample, state: CaseState): Promise<readonly Turn[]> {
  const binding = firstBinding(state.bindings);
  const line = connectionOf("one packet", state);
  await prepareSample(twin, binding, state);
  const first = await messageOf(twin, state);
  await prepareSample(twin, binding, state);
  const second = await messageOf(twin, state);
  const over = ({ request }: typeof first) => onConnection(request, line);
  const firstSent = sendMessage({ ...over(first), withNext: true }, first, state);
  const secondSent = sendMessage(over(second), second, state);
  const one: Turn = { name: "the first", outcome: await firstSent, step: state.trace.length };
  const nowhere = { ...second, request: toNowhere(second.request) };
  const third = one.outcome.answer && sendMessage(over(nowhere), nowhere, state);
  const other: Turn = { name: "the second", outcome: await secondSent, step: state.trace.length };
  // Whether it is answered is no matter: it has done what it is for.
  await state.open.client.hangUp(line);
  await third;
  return [one, other];
}

/** True when nothing is wrong. */
async function judgeTurn(
  { name, outcome: { answer }, step }: Turn,
  { plain, twin }: { readonly plain: Answer; readonly twin: Sample },
  state: CaseState,
): Promise<boolean> {
  if (!answer) {
    // The server closed the connection, as it may, or will when nobody has waited for it.
    await alone(twin, state);
    return true;
  }
  const how = `another call in its packet (${name} of the two)`;
  const [wrong] = sameAnswer(plain, answer, respectsOf(state), how);
  if (wrong) {
    const change = differs(plain, await alone(twin, state), "the same request", state);
    if (change) throw unsteady(change.actual);
  }
  return recordJudgement({ mismatches: wrong ? [wrong] : [], step }, state);
}
