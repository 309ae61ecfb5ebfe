import type { Target } from "../../model/target.ts";

/** From there on it is a link, or a wait, that a request's time goes to, and not this machine's work. */
const LINK_MS = 5;

/**
 * The target with more requests in flight where it allows that over a link: what waits for a link does
 * not wait for one another. How many there are in the end its answers say (see `createPace`).
 *
 * @param requestMs how long a request takes, alone
 */
export function withRoom(target: Target, requestMs: number | undefined): Target {
  const { limits } = target;
  const { concurrency, overLink = concurrency } = limits;
  if (requestMs === undefined || requestMs < LINK_MS) return target;
  return { ...target, limits: { ...limits, concurrency: Math.max(concurrency, overLink) } };
}
