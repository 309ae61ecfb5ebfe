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
}
