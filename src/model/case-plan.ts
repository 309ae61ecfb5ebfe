/**
 * How much of all cases a run took, where that is not all of them. Together with the seed it says which
 * cases those were, so that the same can be run again.
 */
export interface CasePlan {
  /** Generated cases for each property, at most: the first of those that all would be. */
  readonly cases: number;
  /** How many all of them would be. */
  readonly of: number;
  /** How long one request took before the run, in milliseconds; absent where the plan was given. */
  readonly requestMs?: number;
  /** How long all cases would have taken, by that; absent where the plan was given. */
  readonly allMs?: number;
  /**
   * The requests that the tables and the control of a rule may take over a binding, each slow one counted
   * as `slow` says; a rule that takes more is not judged. Absent: every rule is.
   */
  readonly most?: number;
  /** The same for rules that call a slow operation. */
  readonly mostSlow?: number;
  /**
   * The most requests that a rule may take over a binding, few of which can be under way at a time: it takes
   * fewer generated cases, but one at least. Absent: no rule is that long.
   */
  readonly longest?: number;
  /** The cases of a rule are spread over its bindings; absent: each binding takes as many. */
  readonly spread?: true;
  /** By `service/operation`: one call takes as long as so many requests. Absent: none is slow. */
  readonly slow?: Readonly<Record<string, number>>;
  /** What is left out so that no more bytes are sent than the target allows. Absent: nothing. */
  readonly bytes?: BytePlan;
}

/** What of a run fits into the bytes that it may send. A unit is named `RULE BINDINGS`, as in `x.y.z get+post`. */
export interface BytePlan {
  /** The bytes that the run may send to the target. */
  readonly budget: number;
  /** About how many all cases would send, by a rehearsal on the built-in server. */
  readonly all: number;
  /** About how many those send that are taken. */
  readonly planned: number;
  /** What was left of the budget for the units that are left out. */
  readonly left: number;
  /** By unit: so many generated cases are taken of it, where that is not as many as else. */
  readonly fewer: Readonly<Record<string, number>>;
  /** By unit that is not judged: the bytes of its tables, with one case for each row. */
  readonly leftOut: Readonly<Record<string, number>>;
}
