import type { Binding } from "./binding.ts";

/** A failure that is known and accepted, as one entry of a deviations file says it. Plain data. */
export interface Deviation {
  /** The id of a rule. */
  readonly rule: string;
  /** Only over this binding; absent: over every one. */
  readonly binding?: Binding;
  /** Why it is accepted. */
  readonly reason: string;
  /** Where it is tracked. */
  readonly link?: string;
  /** `YYYY-MM-DD`. */
  readonly since: string;
  /** `YYYY-MM-DD`, the last day (UTC) on which it excuses; absent: until it is removed. */
  readonly expires?: string;
}

/** An entry with what it is about: the bindings of its rule as reports name them. */
export interface ScopedDeviation extends Deviation {
  /** All of them, selected or not; one for an entry with a binding. `get+post+soap11` is one. */
  readonly bindings: readonly string[];
}
