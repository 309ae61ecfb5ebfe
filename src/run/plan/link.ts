import type { Target } from "../../model/target.ts";
import type { Measured } from "./plan-by-time.ts";

/** From there on it is a link, or a wait, that a request's time goes to, and not this machine's work. */
const LINK_MS = 5;

/** How long requests take, alone. */
type Times = Pick<Measured, "requestMs" | "slow">;

/** Whether most of a run's time would go to waiting for answers. */
export function isWaiting({ requestMs, slow }: Times): boolean {
  return requestMs >= LINK_MS || Object.keys(slow).length > 0;
}

/**
 * The target with more requests in flight where it allows that and they wait: what waits for a link, or for a
 * slow operation, does not wait for one another. How many there are in the end its answers say (see
 * `createPace`).
 *
 * @param times absent where nothing could be measured
 */
export function withRoom(target: Target, times: Times | undefined): Target {
  const { limits } = target;
  const { concurrency, overLink = concurrency } = limits;
  if (times === undefined || !isWaiting(times)) return target;
  return { ...target, limits: { ...limits, concurrency: Math.max(concurrency, overLink) } };
}
