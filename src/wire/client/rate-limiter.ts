import { setTimeout as sleep } from "node:timers/promises";

export interface RateLimits {
  /** 0 or nothing: as many as it goes. */
  readonly requestsPerSecond?: number | undefined;
  /** Of requests and answers together; 0 or nothing: as many as it goes. */
  readonly bytesPerSecond?: number | undefined;
}

export interface RateLimiter {
  /** Waits for the turn of a request that is so large. */
  turn(bytes: number): Promise<void>;
  /** So much came in answer: what is sent next waits for it as well. */
  received(bytes: number): void;
}

const SECOND_MS = 1000;
/** A timer that fires late makes up for it by so much at most, in milliseconds. */
const CATCH_UP_MS = 10;

/**
 * Spreads requests evenly, one by one. Two token buckets, each kept as the time of its next free
 * token, so that they neither drift nor save up for a burst: one holds a single request, the other
 * takes any request whole and lets what follows wait for its bytes. Null where there is no limit.
 *
 * Of its own, since the kept libraries for this either let bursts through or wrap whole queues.
 */
export function createRateLimiter(
  { requestsPerSecond = 0, bytesPerSecond = 0 }: RateLimits,
  now: () => number = () => performance.now(),
): RateLimiter | null {
  if (requestsPerSecond <= 0 && bytesPerSecond <= 0) return null;
  const perRequest = requestsPerSecond > 0 ? SECOND_MS / requestsPerSecond : 0;
  const perByte = bytesPerSecond > 0 ? SECOND_MS / bytesPerSecond : 0;
  let nextRequest = Number.NEGATIVE_INFINITY;
  let nextByte = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();

  const spend = (bytes: number): void => {
    if (perByte > 0) nextByte = Math.max(now(), nextByte) + bytes * perByte;
  };

  async function wait(bytes: number): Promise<void> {
    let waited = false;
    // A timer may fire early, and an answer may come meanwhile.
    for (let ms = Math.max(nextRequest, nextByte) - now(); ms > 0; ) {
      waited = true;
      await sleep(ms);
      ms = Math.max(nextRequest, nextByte) - now();
    }
    const at = now();
    nextRequest = (waited ? Math.max(nextRequest, at - CATCH_UP_MS) : at) + perRequest;
    spend(bytes);
  }

  return {
    turn: (bytes) => {
      // In line: those whose timers were all late would go together.
      last = last.then(() => wait(bytes));
      return last;
    },
    received: spend,
  };
}
