import type { Binding } from "../../model/binding.ts";
import type { Fact } from "./knowledge.ts";

/** A call and the way it travels; `own` stands for the binding that is being judged. */
export interface Planned<Call> {
  readonly call: Call;
  readonly over: Binding | "own";
}

/**
 * One call that was made, and what it came to. Beginning and end are places in the order in which this
 * process saw calls begin and answers arrive: a call that ended before another began came before it.
 */
export interface PlayEvent<Call, Outcome> extends Fact<Call, Outcome> {
  /** Which branch made the call; calls before and after a race belong to none. */
  readonly branch: number | "before" | "after";
  readonly over: Planned<Call>["over"];
  readonly began: number;
  readonly ended: number;
  /** How many calls of the case had been answered with this one: its number among the steps. */
  readonly step: number;
}
