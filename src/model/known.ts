import type { ScopedDeviation } from "./deviation.ts";

/** What the deviations file says of a rule. */
export interface Known {
  readonly reason: string;
  readonly link?: string;
  readonly since?: string;
  /** The last day on which it excuses. */
  readonly expires?: string;
  /** The bindings that it excuses, where it does not excuse all of them. */
  readonly bindings?: readonly string[];
  /** Of a rule that could not be judged: the rules that fail for the calls that were in the way. */
  readonly because?: readonly string[];
  /** The failure is known to come and go. */
  readonly flaky?: true;
}

/**
 * What became of an entry of the deviations file: `used` excuses a failure, or
 * that a rule could not be judged because of one; `stale` is about a rule that
 * passes; `expired` is about one that fails, but excuses no more; `not-judged` is about one that, over
 * some binding, was not selected, could not be judged, or fails in another way; `flaky` is about a failure
 * that comes and goes, and did not come.
 */
export type DeviationState = "used" | "stale" | "expired" | "not-judged" | "flaky";

/** An entry of the deviations file whose rule was selected. */
export interface DeviationReport extends ScopedDeviation {
  readonly state: DeviationState;
}
