import { setTimeout as sleep } from "node:timers/promises";

/**
 * Spreads requests evenly: at most `perSecond` in a second, one by one. A token bucket of one
 * token, kept as the time of the next free token, so that it neither drifts nor bursts. The
 * function returned waits for the caller's turn; 0 means no limit, and then there is no function.
 */
export function createPace(
  perSecond: number,
  now: () => number = () => performance.now(),
): (() => Promise<void>) | null {
  if (perSecond <= 0) return null;
  const interval = 1000 / perSecond;
  let nextFree = Number.NEGATIVE_INFINITY;
  return async () => {
    const at = Math.max(now(), nextFree);
    nextFree = at + interval;
    const wait = at - now();
    if (wait > 0) await sleep(wait);
  };
}
