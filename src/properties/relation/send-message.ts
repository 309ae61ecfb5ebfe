import type { Answer } from "../../judge/answer/answer.ts";
import { readAnswer } from "../../judge/answer/read-answer.ts";
import type { Call, Reply } from "../../model/call.ts";
import { asksAgain, whileAskedAgain } from "../../run/case/asks-again.ts";
import type { CallValues } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { describeFailure } from "../../run/case/describe-failure.ts";
import { symbolicEach } from "../../run/case/symbolic.ts";
import { keepMade, noteCall } from "../../run/cleanup/keep-made.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import type { RawRequest } from "../../wire/client/raw.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";

/** What goes over the wire: a request for the client, or raw bytes with what evidence shows of them. */
export type Message = WireRequest | (RawRequest & { readonly shown: WireRequest });

/** What a message came to; no answer where none came. */
export interface MessageOutcome {
  readonly reply: Reply;
  readonly answer: Answer | undefined;
}

/** The call that a message stands for. */
interface About {
  readonly step: CallValues;
  readonly call: Call;
  readonly credential: string | undefined;
}

/**
 * Sends a message that stands for a call, and adds it to the trace; what it made on the server is
 * removed when the case ends. Want of an answer is an outcome as others are. Where the answer asks for
 * the same again, as documented, that is done, as `callOnce` does it.
 *
 * @throws SetUpError when the server never took it, since it asked to wait
 */
export async function sendMessage(
  message: Message,
  about: About,
  state: CaseState,
): Promise<MessageOutcome> {
  return whileAskedAgain(about.call.operation, (heeds) => sendOnce(message, about, heeds, state));
}

async function sendOnce(
  message: Message,
  about: About,
  heeds: boolean,
  state: CaseState,
): Promise<MessageOutcome & { readonly again: boolean }> {
  const { open, scope, saved, creations } = state;
  const { step, call, credential } = about;
  const { operation, binding } = call;
  const values = Object.fromEntries(
    call.arguments.map(({ name, value }) => [name, typeof value === "string" ? value : null]),
  );
  const noted = noteCall(open, operation, { as: step.as, with: values });
  const isRaw = "pieces" in message;
  const reply = await (isRaw ? open.client.sendRaw(message) : open.client.send(message));
  const answer = reply.kind === "response" ? readAnswer(reply, operation, binding) : undefined;
  const request = isRaw ? message.shown : message;
  const again = heeds && asksAgain(operation, step, answer);
  state.trace.push({
    operation: operation.name,
    binding,
    as: step.as ?? "owner",
    with: symbolicEach(step.with ?? {}, scope, saved),
    without: step.without ?? [],
    save: {},
    ...(again ? { askedAgain: true } : {}),
    answer,
    sent: { call, request, reply, as: isRaw ? "bytes" : "request" },
  });
  const attributes = answer?.kind === "element" ? answer.attributes : {};
  const outcome = { reply, answer, values: attributes, with: values, broken: isRaw };
  keepMade(operation, outcome, { noted, credential, creations });
  if (reply.kind === "failure" && reply.code === "throttled") {
    throw new SetUpError(`${operation.name} got ${describeFailure(reply)}`);
  }
  return { reply, answer, again };
}
