/** What a call came to, as far as the order of calls can depend on it. Bytes are what it read. */
export type Outcome =
  | { readonly kind: "accepted"; readonly bytes?: Buffer }
  | { readonly kind: "refused" }
  /** A chunk that shall be sent again. */
  | { readonly kind: "again" }
  /** What a look behind the server found. */
  | { readonly kind: "present" | "absent" };

/**
 * One call of a race, and what it came to. Beginning and end are places in the order in which this
 * process saw calls begin and answers arrive: a call that ended before another began came before it.
 */
export interface RaceEvent<C> {
  /** Which branch made the call; calls before and after the race belong to none. */
  readonly branch: number | "before" | "after";
  readonly call: C;
  readonly outcome: Outcome;
  readonly began: number;
  readonly ended: number;
  /** How many calls of the case had been answered with this one: its number among the steps. */
  readonly step: number;
}
