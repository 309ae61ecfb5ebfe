import { type Answer, isAccepted } from "../../judge/answer.ts";
import { readAnswer } from "../../judge/read-answer.ts";
import type { Call, Reply } from "../../model/call.ts";
import type { Plain } from "../../model/value.ts";
import type { CallValues } from "../../run/call-once.ts";
import type { CaseState } from "../../run/case-state.ts";
import { creationOf } from "../../run/creations.ts";
import { symbolic } from "../../run/symbolic.ts";
import type { RawRequest } from "../../wire/raw.ts";
import type { WireRequest } from "../../wire/wire-request.ts";
import { sendRawTo } from "./send-raw-to.ts";

/** What goes over the wire: a request for the client, or raw bytes with what evidence shows of them. */
export type Message = WireRequest | (RawRequest & { readonly shown: WireRequest });

/** What a message came to; no answer where none came. */
export interface MessageOutcome {
  readonly reply: Reply;
  readonly answer: Answer | undefined;
}

/**
 * Sends a message that stands for a call, and adds it to the trace; what it made on the server is
 * removed when the case ends. Never throws for want of an answer.
 */
export async function sendMessage(
  message: Message,
  about: {
    readonly step: CallValues;
    readonly call: Call;
    readonly credential: string | undefined;
  },
  state: CaseState,
): Promise<MessageOutcome> {
  const { open, scope, saved, creations } = state;
  const { step, call, credential } = about;
  const { operation, binding } = call;
  const isRaw = "pieces" in message;
  const reply = isRaw ? await sendRawTo(open, message) : await open.client.send(message);
  const answer = reply.kind === "response" ? readAnswer(reply, operation, binding) : undefined;
  const request = isRaw ? message.shown : message;
  state.trace.push({
    operation: operation.name,
    binding,
    as: step.as ?? "owner",
    with: symbolic(step.with ?? {}, scope, saved) as Readonly<Record<string, Plain>>,
    without: step.without ?? [],
    save: {},
    answer,
    sent: { call, request, reply },
  });
  const attributes = answer?.kind === "element" ? answer.attributes : {};
  const values = Object.fromEntries(
    call.arguments.map(({ name, value }) => [name, typeof value === "string" ? value : null]),
  );
  const outcome = {
    accepted: answer !== undefined && isAccepted(answer),
    answer: attributes,
    with: values,
  };
  const creation = creationOf(operation, outcome, credential);
  const known = creations.some(({ what, id }) => what === creation?.what && id === creation.id);
  if (creation && !known) creations.push(creation);
  return { reply, answer };
}
