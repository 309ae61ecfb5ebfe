import type { Outcome, RaceEvent } from "../../../src/properties/race/race-event.ts";

/** An event of a history that a test writes down: what was called, what it came to, and when. */
export function event<C>(
  call: C,
  outcome: Outcome | Outcome["kind"],
  [began, ended]: readonly [number, number],
  branch: RaceEvent<C>["branch"] = 0,
): RaceEvent<C> {
  const known = typeof outcome === "string" ? ({ kind: outcome } as Outcome) : outcome;
  return { branch, call, outcome: known, began, ended, step: ended };
}
