import type { Outcome } from "./race-event.ts";

/** What the documents say of calls made one after the other. */
export interface SequentialSpec<S, C> {
  readonly start: S;
  /**
   * The states that the call can have led to, given what it came to: several where the documents are
   * silent, none when they do not allow that outcome in this state.
   *
   * @param alone whether no other call was in flight with it
   */
  readonly step: (state: S, call: C, outcome: Outcome, alone: boolean) => readonly S[];
  /** Equal for equal states only. */
  readonly key: (state: S) => string;
}
