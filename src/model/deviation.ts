import type { Binding } from "./binding.ts";

/** A failure that is known and accepted, or what it keeps from being judged, as one entry of a deviations file says it. Plain data. */
export interface Deviation {
  /** The id of a rule. */
  readonly rule: string;
  /** Only over this binding; absent: over every one. */
  readonly binding?: Binding;
  /** Only this failure of the rule, as the report's `signature` says it; absent: whatever the rule finds. */
  readonly signature?: string;
  /**
   * Not a failure of the rule: it cannot be judged, because of a call that this rule fails for. Excuses that
   * as long as that rule does fail for such a call, and an entry of its own excuses it.
   */
  readonly because?: string;
  /** It does not fail every time: then holding is not stale, and failing now and then is not open. */
  readonly flaky?: true;
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
