import type { CasePlan } from "../../model/case-plan.ts";
import { isSlow, type UnitCost, weigh } from "./cost.ts";

/** What of a unit is judged by a plan: so many generated cases, or nothing. */
export type Share = { readonly runs: number; readonly isSlow: boolean } | "left out";

/** A case of so many requests is an ordinary one: with slow calls in it there are fewer of it. */
const ORDINARY = 40;

/**
 * The share of a unit, by nothing but the plan and the rule's file: the same plan, the same share.
 * Tables and one case for each row come first, repetition last.
 */
export function shareOf(cost: UnitCost, plan: CasePlan): Share {
  const { slow, longest = Number.POSITIVE_INFINITY } = plan;
  const cases = casesOf(cost, plan.cases);
  const slowly = isSlowUnit(cost, slow);
  const most = slowly ? plan.mostSlow : plan.most;
  const least = leastOf(cost, slow);
  if (most !== undefined && least > most) return "left out";
  const perCase = Math.max(1, weigh(cost.perCase, slow));
  if (!slowly) {
    const inARow = Math.floor((longest - weigh(cost.control)) / perCase);
    return { runs: Math.max(1, Math.min(cases, inARow)), isSlow: false };
  }
  const fitting = Math.floor((cases * ORDINARY) / perCase);
  return { runs: Math.max(1, Math.min(cases, fitting)), isSlow: true };
}

/**
 * The generated cases of a unit, where its rule has so many: each binding takes its part of them. What all
 * bindings share is then tried as often as what a service has over one binding alone.
 */
export function casesOf(
  { maxRuns, over = 1 }: Pick<UnitCost, "maxRuns" | "over">,
  runs: number,
): number {
  return Math.max(1, Math.ceil(Math.min(runs, maxRuns ?? runs) / over));
}

/** Whether it calls a slow operation. */
export function isSlowUnit(cost: UnitCost, slow: CasePlan["slow"]): boolean {
  return isSlow(cost.perCase, slow) || isSlow(cost.control, slow);
}

/** What the control and the tables take, with one case for each row: a whole number. */
export function leastOf(cost: UnitCost, slow: CasePlan["slow"]): number {
  return Math.ceil(weigh(cost.control, slow) + cost.rows * weigh(cost.perCase, slow));
}

/** What a unit takes with so many generated cases. */
export function requestsOf(cost: UnitCost, runs: number, slow: CasePlan["slow"]): number {
  const perRow = cost.isGenerated ? Math.max(1, Math.floor(runs / Math.max(1, cost.rows))) : 1;
  return weigh(cost.control, slow) + cost.rows * perRow * weigh(cost.perCase, slow);
}
