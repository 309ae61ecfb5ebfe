import type { Binding } from "../../model/binding.ts";

/** A race as plain data: what is done before it, what is in flight together, and what shows the end. */
export type RacePlan<C> = {
  /** Set-up: one call after the other, each must be accepted. */
  readonly prefix: readonly C[];
  readonly branches: readonly Branch<C>[];
  /** One call after the other, when every branch has ended: they show what state is left. */
  readonly suffix: readonly C[];
};

/** Calls of one client, one after the other; the branches of a race run side by side. */
export type Branch<C> = {
  /** Milliseconds after the start of the race. */
  readonly after: number;
  /** `own`: that of the unit, which also stands for a binding that the target does not offer. */
  readonly over: "own" | Binding;
  readonly calls: readonly C[];
};
