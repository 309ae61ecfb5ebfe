import type { Reply } from "../../model/call.ts";

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
const SECOND_MS = 1000;
/** A server that limits the rate need not say how long. */
const UNSAID_MS = SECOND_MS;

/** What a server asks for that did not take a request. */
export interface Delay {
  readonly ms: number;
  /** `HTTP 429, Retry-After: 2` */
  readonly said: string;
}

/**
 * How long a server wants to be left alone before the request is sent again; undefined when it says
 * nothing of the kind. A 429, and a 503 with Retry-After, say that the request was not processed
 * (RFC 6585, section 4; RFC 9110, sections 15.6.4 and 10.2.3), so that it may be sent again. A 503
 * alone does not say so: it is an answer as others are.
 *
 * @param now milliseconds since 1970, for a date where the answer has none of its own
 */
export function delayAsked(reply: Reply, now: () => number = Date.now): Delay | undefined {
  if (reply.kind === "failure") return undefined;
  const { status, headers } = reply;
  if (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE) return undefined;
  const value = headers["retry-after"]?.trim() ?? "";
  const ms = millisecondsOf(value, headers["date"], now);
  if (ms !== undefined) return { ms, said: `HTTP ${status}, Retry-After: ${value}` };
  return status === TOO_MANY_REQUESTS ? { ms: UNSAID_MS, said: `HTTP ${status}` } : undefined;
}

function millisecondsOf(
  value: string,
  date: string | undefined,
  now: () => number,
): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * SECOND_MS;
  // Every form of an HTTP date begins with a day of the week; Date.parse takes much more than that.
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  // By the clock that the date was read from, where the answer shows it.
  const sent = Date.parse(date ?? "");
  return Math.max(0, until - (Number.isNaN(sent) ? now() : sent));
}
