import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type { Reply } from "../../model/call.ts";
import { type Delay, delayAsked } from "./retry-after.ts";

export interface RetryPolicy {
  /** Sends until the server takes the request, within what {@link createRetryPolicy} says. */
  send<T>(attempt: (request: T) => Promise<Reply>, request: T): Promise<Reply>;
  /** How often a server asked to wait. */
  asked(): number;
}

/** How often one request waits, and for how long in all. A minute is a usual window of limiters. */
const MAX_WAITS = 5;
const MAX_WAIT_MS = 120_000;
const SECOND_MS = 1000;
/** Who asks for no time at all gets a little, and more each time. */
const LEAST_MS = 100;

/**
 * Heeds servers that ask to wait ({@link delayAsked}). While one does nothing is sent; then the
 * requests that were not taken go first, one by one, and the others follow when all have been. A
 * request that is not taken after {@link MAX_WAITS} waits, or would wait too long, is the failure
 * `throttled`; until the server takes something again the others are not kept waiting either.
 *
 * @param signal when it is aborted nothing waits any longer
 * @param onAsked told whenever a server asks to wait
 */
export function createRetryPolicy(signal: AbortSignal, onAsked?: () => void): RetryPolicy {
  const oneByOne = pLimit(1);
  let asked = 0;
  let until = Number.NEGATIVE_INFINITY;
  let hopeless: Delay | undefined;

  function heed(reply: Reply): Delay | undefined {
    const delay = delayAsked(reply);
    if (delay) {
      asked++;
      onAsked?.();
    } else if (reply.kind === "response") hopeless = undefined;
    return delay;
  }

  async function insist(attempt: () => Promise<Reply>, first?: Delay): Promise<Reply> {
    let waited = 0;
    let delay = first;
    for (let times = 0; ; times++) {
      if (delay) {
        const ms = Math.max(delay.ms, LEAST_MS * 2 ** times);
        until = Math.max(until, performance.now() + ms);
        waited += ms;
        if (times === MAX_WAITS || waited > MAX_WAIT_MS || hopeless) {
          hopeless = delay;
          return neverTaken(delay, times);
        }
      }
      if (hopeless && performance.now() < until) return neverTaken(hopeless, times);
      await rest(until - performance.now(), signal);
      if (delay && signal.aborted) return neverTaken(delay, times);
      const reply = await attempt();
      delay = heed(reply);
      if (!delay) return reply;
    }
  }

  return {
    send: (attempt, request) => {
      const again = (first?: Delay) => oneByOne(() => insist(() => attempt(request), first));
      const isHeld = oneByOne.activeCount > 0 || oneByOne.pendingCount > 0;
      if (isHeld || hopeless) return again();
      return attempt(request).then((reply) => {
        const delay = heed(reply);
        return delay ? again(delay) : reply;
      });
    },
    asked: () => asked,
  };
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function neverTaken({ ms, said }: Delay, times: number): Reply {
  const message =
    ms > MAX_WAIT_MS
      ? `The server asked to wait for ${Math.round(ms / SECOND_MS)} seconds (${said}).`
      : `The server asked to wait (${said}), ${after(times)}.`;
  return { kind: "failure", code: "throttled", message, durationMs: 0 };
}

function after(times: number): string {
  if (times === 0) return "as it did the requests before";
  return `and did not take the request after ${times} ${times === 1 ? "wait" : "waits"}`;
}
