import type { Reply } from "../model/call.ts";
import type { Exchange } from "../model/exchange.ts";
import { type HeaderLine, headersOf } from "../model/header-lines.ts";
import type { WireRequest } from "../wire/encode/wire-request.ts";
import type { EvidenceLimits, Redaction } from "../wire/redact/body-text.ts";
import { toExchange } from "../wire/redact/exchange.ts";
import type { SeenExchange, SeenMessage } from "./seen-exchange.ts";

/** A request that others made, as one of ours; of a body that was not kept there is a note. */
export function requestOf(
  { method, request }: Pick<SeenExchange, "method" | "request">,
  url: string,
): WireRequest {
  const { lines, body, size, sha256 } = request;
  const shown = body ?? Buffer.from(`‹${size} bytes, sha256 ${sha256}›`);
  return { method, url, headers: headersOf(lines), body: size === 0 ? null : shown };
}

type Response = Extract<Reply, { readonly kind: "response" }>;

/** The answer to it; `body` where it was kept. */
export function replyOf(
  { status, response, informational, durationMs = 0 }: SeenExchange,
  body: Buffer,
): Response {
  const before = informational.map(({ status: own, lines }) => ({
    status: own,
    headers: joined(lines),
  }));
  return {
    kind: "response",
    status,
    ...fieldsOf(response),
    ...(before.length === 0 ? {} : { informational: before }),
    body,
    durationMs,
  };
}

function fieldsOf({
  lines,
  trailers,
}: SeenMessage): Pick<Response, "headers" | "repeated" | "trailers"> {
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

/** An exchange that others had as evidence, without secrets; a body that was not kept is none there. */
export function evidenceOfSeen(
  seen: SeenExchange,
  url: string,
  secrets: Redaction,
  limits: EvidenceLimits,
): Exchange {
  const { request, response } = seen;
  const own = { ...requestOf(seen, url), ...(request.body ? {} : { body: null }) };
  return toExchange(own, replyOf(seen, response.body ?? Buffer.alloc(0)), secrets, limits);
}
