import { readAnswer } from "../judge/answer/read-answer.ts";
import type { Call } from "../model/call.ts";
import type { Operation } from "../model/operation.ts";
import type { ServiceName } from "../model/target.ts";
import type { JsonValue } from "../model/value.ts";
import type { TraceEntry } from "../run/case/trace.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { findOperation } from "./find-operation.ts";
import { readArguments, type SeenArguments } from "./read-arguments.ts";
import type { SeenExchange, Unjudged } from "./seen-exchange.ts";
import { replyOf, requestOf } from "./wire-of.ts";

/** An exchange as the call of an operation. */
export interface SeenCall {
  readonly service: ServiceName;
  readonly operation: Operation;
  readonly given: SeenArguments;
  readonly entry: TraceEntry;
}

/** An exchange as a call of one of the target's services; why not, where it is none. */
export function readCall(
  seen: SeenExchange,
  { target, operations, adapters }: Pick<OpenTarget, "target" | "operations" | "adapters">,
): SeenCall | Unjudged {
  const found = findOperation(seen, { target }, operations);
  if (!found) return "no-call";
  const given = readArguments(found, seen);
  if (!given) return "unusual";
  const { service, operation, binding, url } = found;
  const { body } = seen.response;
  if (!body) return "too-long";
  const call: Call = { operation, binding, arguments: given.list };
  const request = requestOf(seen, url);
  const reply = replyOf(seen, body);
  const answer =
    adapters.get(service)?.read?.(reply, operation) ?? readAnswer(reply, operation, binding);
  const entry: TraceEntry = {
    operation: operation.name,
    binding,
    as: principalOf(given.credential),
    with: given.with,
    without: operation.parameters
      .filter(({ name, type }) => given.with[name] === undefined && !isCredential(type))
      .map(({ name }) => name),
    save: {},
    answer,
    sent: { call, request, reply, as: "call" },
  };
  return { service, operation, given, entry };
}

function isCredential(type: string): boolean {
  return type === "ticket" || type === "key";
}

/** As steps name who calls: whoever has a ticket is taken for the owner when it is sent again. */
function principalOf(credential: string | undefined): JsonValue {
  if (credential === undefined) return "missing";
  return credential === "" ? "empty" : "owner";
}
