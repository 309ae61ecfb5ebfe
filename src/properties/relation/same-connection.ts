import fc from "fast-check";
import type { Answer } from "../../judge/answer/answer.ts";
import { firstBinding } from "../../model/binding.ts";
import type { Sample } from "../../model/service.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import type { Property } from "../../run/case/property.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import { everyOne } from "./every-one.ts";
import {
  alone,
  connectionOf,
  differs,
  messageOf,
  noAnswer,
  respectsOf,
  steadily,
  unsteady,
} from "./over-connection.ts";
import { onConnection, type Refusal } from "./refusals.ts";
import { sameAnswer } from "./same-answer.ts";
import { type MessageOutcome, sendMessage } from "./send-message.ts";
import { prepareSample, sendSample, usableSamples } from "./send-sample.ts";

/** What comes behind what, on one connection; gives the outcome of the second. */
export type Together = (
  first: () => Promise<MessageOutcome>,
  second: () => Promise<MessageOutcome>,
) => Promise<MessageOutcome>;

/** What is said of a property of connections. */
export interface AboutConnection extends Pick<Property, "name" | "title"> {
  readonly sends: string;
  /** Whether a server that goes silent is taken for one that has closed. */
  readonly mayGoSilent: boolean;
}

/**
 * The property that a call is answered over a connection on which something was refused as it is over a
 * connection of its own. Closing the connection is always right: then it is sent over another one.
 */
export function sameConnection(
  { sends, mayGoSilent, ...about }: AboutConnection,
  refusals: readonly Refusal[],
  together: Together,
): Property {
  const byName = new Map(refusals.map((refusal) => [refusal.name, refusal]));
  return {
    ...about,
    explanation: {
      generates: [
        `all of these that the binding can carry, in one case: ${[...byName.keys()].join("; ")}`,
        "a failing case shrinks to a single one",
      ],
      sends: [
        "ordinary calls of the operation, whose outcome the documents state: the accepted and the refused ones",
        "a call over a connection of its own, twice: where the two answers differ, nothing can be judged",
        sends,
        "where an answer is another one: the same call over a connection of its own once more",
      ],
      demands: [
        {
          text: "the call is answered as over a connection of its own, or the connection is closed",
        },
        { text: "behind a connection that was closed the call is answered over another one" },
      ],
    },
    needs: [],
    effect: "creates",
    samples: true,
    inputs: () => fc.record({ refusals: everyOne([...byName.keys()]) }),
    run: async ({ refusals: names }, state) => {
      const binding = firstBinding(state.bindings);
      const wanted = (Array.isArray(names) ? names : [])
        .flatMap((name) => byName.get(String(name)) ?? [])
        .filter(({ bindings }) => bindings.includes(binding));
      if (wanted.length === 0) return;
      const twins = await usableSamples(binding, state);
      for (const twin of twins) await sendSample(twin, binding, state);
      // One that needs nothing before it costs least.
      const follower = twins.find(({ before }) => before.length === 0) ?? twins[0];
      const others = twins.slice(1).filter((twin) => twin !== follower);
      const refused = others.length > 0 ? others : [follower];
      const plain = await steadily(follower, state);
      for (const [index, refusal] of wanted.entries()) {
        const twin = refused[index % refused.length] ?? follower;
        const how = { refusal, twin, follower, plain, together, mayGoSilent };
        await judgeRefusal(how, state);
        if (state.mismatches.length > 0) return;
      }
    },
  };
}

interface Pair {
  readonly refusal: Refusal;
  /** What is refused, where it is a call of the documents. */
  readonly twin: Sample;
  readonly follower: Sample;
  readonly plain: Answer;
  readonly together: Together;
  readonly mayGoSilent: boolean;
}

async function judgeRefusal(
  { refusal, twin, follower, plain, together, mayGoSilent }: Pair,
  state: CaseState,
): Promise<void> {
  const first = await messageOf(twin, state);
  await prepareSample(follower, firstBinding(state.bindings), state);
  const second = await messageOf(follower, state);
  const name = connectionOf(refusal.name, state);
  const { reply, answer } = await together(
    () => {
      const request = refusal.request(first.request);
      return sendMessage(onConnection(request, name, refusal.chunked), first, state);
    },
    () => sendMessage(onConnection(second.request, name), second, state),
  );
  await state.open.client.hangUp(name);
  const step = state.trace.length;
  const isClosed = reply.kind === "failure" && reply.code === "reset";
  const isSilent = reply.kind === "failure" && reply.code === "timeout";
  if (isClosed || (isSilent && mayGoSilent)) {
    // The server closed the connection, as it may.
    await alone(follower, state);
    return;
  }
  const how = `${refusal.name} before it on its connection`;
  const [wrong] = answer
    ? sameAnswer(plain, answer, respectsOf(state), how)
    : [{ expected: `an answer with ${how}, as without`, actual: noAnswer(reply) }];
  if (!wrong) {
    recordJudgement({ mismatches: [], step }, state);
    return;
  }
  const change = differs(plain, await alone(follower, state), "the same request", state);
  if (change) throw unsteady(change.actual);
  recordJudgement({ mismatches: [wrong], step }, state);
}
