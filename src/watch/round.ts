/** What a person chose while watching, beyond the filters of the command line; absent: everything. */
export interface Choice {
  /** An id, the last part of one, or a glob. */
  readonly rule?: string;
  readonly operation?: string;
}

/** Kinds of files that are watched, each with what a change of them asks for. */
export const CHANGED = ["rules", "targets", "server"] as const;
export type Changed = (typeof CHANGED)[number];

/** One time that a target is judged. */
export interface Round {
  readonly choice: Choice;
  /** Nothing but what failed last; otherwise that goes first, and the rest follows. */
  readonly isOnlyFailed: boolean;
  /** What is read or started anew before. */
  readonly anew: readonly Changed[];
  /** The files whose change it answers, as they are shown; empty: somebody asked for it. */
  readonly because: readonly string[];
}

/** The second of two rounds, where the first was never begun: nothing that it would have read anew is forgotten. */
export function both(first: Round, second: Round): Round {
  const anew = CHANGED.filter((one) => first.anew.includes(one) || second.anew.includes(one));
  return { ...second, anew, because: [...new Set([...first.because, ...second.because])] };
}
