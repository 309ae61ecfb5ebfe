import type { Answer } from "../../judge/answer/answer.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import { firstBinding } from "../../model/binding.ts";
import type { Sample } from "../../model/service.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import { encode } from "../../wire/encode/encode.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { answerOrNone } from "./answer-or-none.ts";
import { buildPlain } from "./build-plain.ts";
import { onConnection } from "./refusals.ts";
import { sameAnswer } from "./same-answer.ts";
import { samplesOf } from "./samples-of.ts";
import { type MessageOutcome, sendMessage } from "./send-message.ts";
import { prepareSample } from "./send-sample.ts";
import { serviceOf } from "./service-of.ts";

/** Why there was none. */
export function noAnswer(reply: MessageOutcome["reply"]): string {
  return reply.kind === "failure" ? reply.message : "no answer";
}

/** The answer over a connection that nothing was sent over before. */
export async function alone(twin: Sample, state: CaseState): Promise<Answer> {
  let tries = 0;
  const answer = await answerOrNone(async () => {
    await prepareSample(twin, firstBinding(state.bindings), state);
    const name = connectionOf(`alone ${++tries}`, state);
    const about = await messageOf(twin, state);
    const outcome = await sendMessage(onConnection(about.request, name), about, state);
    await state.open.client.hangUp(name);
    return outcome;
  });
  if ("none" in answer) throw new SetUpError(answer.none);
  return answer;
}

/**
 * The answer of {@link alone}, where the same request gets the same once more.
 *
 * @throws StopCase where it does not: then there is nothing to compare with
 */
export async function steadily(twin: Sample, state: CaseState): Promise<Answer> {
  const plain = await alone(twin, state);
  const change = differs(plain, await alone(twin, state), "the same request", state);
  if (change) throw unsteady(change.actual);
  return plain;
}

/** A name of the case's own: what is still open when it ends is closed then. */
export function connectionOf(label: string, { connections, open }: CaseState): string {
  const name = `${label} ${open.next()}`;
  connections.set(name, name);
  return name;
}

/** A call as it would be sent plainly, and what is said of it. */
export async function messageOf(twin: Sample, state: CaseState) {
  const built = await buildPlain(twin.call, firstBinding(state.bindings), state);
  const request: WireRequest = encode(built.call, serviceOf(state));
  return { step: twin.call, ...built, request };
}

/** What has to be the same of two answers. */
export function respectsOf(state: CaseState): readonly string[] {
  // Of a refusal there may be nothing else to compare.
  return [...samplesOf(state).respects, "kind"];
}

/** The first respect in which it is another answer. */
export function differs(
  plain: Answer,
  other: Answer,
  how: string,
  state: CaseState,
): Mismatch | undefined {
  const [change] = sameAnswer(plain, other, respectsOf(state), how);
  return change;
}

/** Where the same request gets different answers by itself. */
export function unsteady(actual: string): StopCase {
  return new StopCase("undecided", `the same request gets different answers: ${actual}`);
}
