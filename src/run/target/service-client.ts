import type { Answer } from "../../judge/answer/answer.ts";
import { readAnswer } from "../../judge/answer/read-answer.ts";
import type { Binding } from "../../model/binding.ts";
import type { Call, Reply } from "../../model/call.ts";
import type { Operation } from "../../model/operation.ts";
import { needsBody } from "../../model/transfer.ts";
import type { Client } from "../../wire/client/client.ts";
import { encode } from "../../wire/encode/encode.ts";
import { bodyLength } from "../../wire/encode/long-body.ts";
import type { WireRequest, WireService } from "../../wire/encode/wire-request.ts";
import { mostAnswered, withinBounds } from "./answer-bounds.ts";
import type { AnswerReader } from "./answer-reader.ts";
import { SetUpError } from "./sessions.ts";

/** A call that was made: what was sent, what came back, and how it reads. */
export interface Sent {
  readonly call: Call;
  readonly request: WireRequest;
  readonly reply: Reply;
  /** Absent when no answer came. */
  readonly answer: Answer | undefined;
}

/** Sends a call and reads its answer. */
export function sendCall(
  client: Client,
  service: WireService,
  call: Call,
  read?: AnswerReader,
): Promise<Sent> {
  return sendRequest(client, call, encode(call, service), read);
}

/** Sends a request that a target itself describes, and reads the answer as that of an operation. */
export async function sendRequest(
  client: Client,
  call: Call,
  request: WireRequest,
  read: AnswerReader = readAnswer,
): Promise<Sent> {
  return sentOf(await client.send(bounded(request, call)), { call, request, read });
}

/**
 * A request of a call as it may be sent, with the most bytes that its answer may have.
 *
 * @throws SetUpError where its transfer is about the body that it has not
 */
export function bounded(request: WireRequest, { operation }: Call): WireRequest {
  if (request.transfer && needsBody(request.transfer) && bodyLength(request.body) === 0) {
    throw new SetUpError(`${operation.name} has no body, which its transfer is about`);
  }
  const most = mostAnswered(operation);
  return most === undefined ? request : { ...request, mostAnswered: most };
}

/** What came of a request of a call: its reply, read as the answer of the operation. */
export function sentOf(
  got: Reply,
  {
    call,
    request,
    read,
  }: { readonly call: Call; readonly request: WireRequest; readonly read: AnswerReader },
): Sent {
  const reply = withinBounds(got, call);
  const isAnswer = reply.kind === "response";
  const answer = isAnswer ? read(reply, call.operation, call.binding) : undefined;
  return { call, request, reply, answer };
}

/** The binding that a call really travels over: the case's own where the operation has it. */
export function bindingFor(operation: Operation, wanted: Binding): Binding {
  return operation.bindings.includes(wanted) ? wanted : (operation.bindings[0] ?? wanted);
}
