import { readAnswer } from "../judge/answer/read-answer.ts";
import type { Call, Reply } from "../model/call.ts";
import { type HeaderLine, headersOf } from "../model/header-lines.ts";
import type { Operation } from "../model/operation.ts";
import type { ServiceName } from "../model/target.ts";
import type { TraceEntry } from "../run/case/trace.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { WireRequest } from "../wire/encode/wire-request.ts";
import { findOperation } from "./find-operation.ts";
import { readArguments, type SeenArguments } from "./read-arguments.ts";
import type { SeenExchange, SeenMessage, Unjudged } from "./seen-exchange.ts";

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
  const reply: Extract<Reply, { readonly kind: "response" }> = {
    kind: "response",
    status: seen.status,
    ...fieldsOf(seen.response),
    ...(seen.informational.length === 0
      ? {}
      : {
          informational: seen.informational.map(({ status, lines }) => ({
            status,
            headers: joined(lines),
          })),
        }),
    body,
    durationMs: seen.ended - seen.began,
  };
  const answer =
    adapters.get(service)?.read?.(reply, operation) ?? readAnswer(reply, operation, binding);
  const entry: TraceEntry = {
    operation: operation.name,
    binding,
    as: callerWord(given.credential),
    with: given.with,
    without: [],
    save: {},
    answer,
    sent: { call, request, reply, as: "call" },
  };
  return { service, operation, given, entry };
}

/** As steps name who calls: whoever has a ticket is taken for the owner when it is sent again. */
function callerWord(credential: string | undefined): string {
  if (credential === undefined) return "missing";
  return credential === "" ? "empty" : "owner";
}

function requestOf({ method, request }: SeenExchange, url: string): WireRequest {
  const { lines, body, size, sha256 } = request;
  const shown = body ?? Buffer.from(`‹${size} bytes, sha256 ${sha256}›`);
  return { method, url, headers: headersOf(lines), body: size === 0 ? null : shown };
}

function fieldsOf({
  lines,
  trailers,
}: SeenMessage): Pick<Extract<Reply, { kind: "response" }>, "headers" | "repeated" | "trailers"> {
  const byName = new Map<string, string[]>();
  for (const [name, value] of lines) {
    const own = name.toLowerCase();
    byName.set(own, [...(byName.get(own) ?? []), value]);
  }
  const repeated = [...byName].filter(([, values]) => values.length > 1);
  return {
    headers: joined(lines),
    ...(repeated.length === 0 ? {} : { repeated: record(repeated) }),
    ...(trailers.length === 0 ? {} : { trailers: joined(trailers) }),
  };
}

/** By lower-case name, repeated ones joined with a comma. */
function joined(lines: readonly HeaderLine[]): Readonly<Record<string, string>> {
  const byName = new Map<string, string>();
  for (const [name, value] of lines) {
    const own = name.toLowerCase();
    const before = byName.get(own);
    byName.set(own, before === undefined ? value : `${before}, ${value}`);
  }
  return record([...byName]);
}

/** Without a prototype: a header called `constructor` is only a header. */
function record<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}
