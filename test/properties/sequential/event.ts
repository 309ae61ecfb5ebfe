import type { PlayEvent } from "../../../src/properties/sequential/event.ts";

/** An event that a test writes down: what was called, what it came to, and when. */
export function event<Call, Outcome>(
  call: Call,
  outcome: Outcome,
  [began, ended]: readonly [number, number],
  branch: PlayEvent<Call, Outcome>["branch"] = 0,
): PlayEvent<Call, Outcome> {
  return { branch, call, outcome, over: "own", began, ended, step: ended };
}
