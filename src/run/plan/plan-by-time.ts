import type { CasePlan } from "../../model/case-plan.ts";
import { MOST_AHEAD } from "./ahead.ts";
import type { UnitCost } from "./cost.ts";
import { casesOf, isSlowUnit, leastOf, requestsOf, shareOf } from "./share-of.ts";

/** What a plan is made from. */
export interface Measured {
  /** How long an ordinary request takes, alone. */
  readonly requestMs: number;
  /** By `service/operation`: as many times that, where it is much. */
  readonly slow: Readonly<Record<string, number>>;
  /** Requests in flight at the same time. */
  readonly concurrency: number;
  /** 0: no limit. */
  readonly requestsPerSecond: number;
}

export interface TimeBudget {
  readonly ms: number;
  /**
   * How much longer it may take to have every table of what is not slow; above 1 the tables also stay where
   * it is a declared rate that makes them long.
   */
  readonly stretch: number;
}

/** What of the time goes to what calls slow operations: it runs beside the rest. */
const SLOW_SHARE = 0.6;
/** What of it one rule may take over a binding, so many cases of which run beside each other at most. */
const LONGEST_SHARE = 0.7;
/** Units that call slow operations at the same time, of all. */
const SLOW_LANES = 4;
/** Not all of what may be in flight is, all the time. */
const IN_USE = 0.85;
/** What a request takes of this machine's processors: while they work nothing else is judged. */
const OWN_MS = 0.7;
/** What of the shorter of the two, waiting and working, does not go on beside the longer one. */
const APART = 0.4;
/** Requests that are sent, of those that costs count: what a case removed itself is not removed again. */
const SENT = 0.92;

/** How many units that call slow operations may run at the same time. */
export function slowLanes(concurrency: number): number {
  return Math.max(1, Math.floor(concurrency / SLOW_LANES));
}

/**
 * The largest plan that ends in time; undefined where all of it does.
 *
 * @param runs generated cases for each property, where there is time for all
 */
export function planByTime(
  units: readonly UnitCost[],
  runs: number,
  measured: Measured,
  { ms, stretch }: TimeBudget,
): CasePlan | undefined {
  const { requestMs, slow, concurrency } = measured;
  const sluggish = units.filter((cost) => isSlowUnit(cost, slow));
  const ordinary = units.filter((cost) => !isSlowUnit(cost, slow));
  const whole = units.map((cost) => requestsOf(cost, casesOf(cost, runs), slow));
  const longestOfAll = Math.max(0, ...whole);
  const allMs = Math.max(timeOf(sum(whole), measured), (longestOfAll / MOST_AHEAD) * requestMs);
  if (allMs <= ms) return undefined;
  const inARow = Math.floor((ms * LONGEST_SHARE * MOST_AHEAD) / requestMs);
  const isLong = ordinary.some((cost) => requestsOf(cost, casesOf(cost, runs), slow) > inARow);
  const row = isLong ? { longest: inARow } : {};
  const requestsWith = (cases: number): number =>
    sum(ordinary.map((cost) => plannedRequests(cost, { cases, of: runs, ...row })));
  const fitting = mostCases(runs, (n) => timeOf(requestsWith(n), measured) <= ms);
  const takes = requestsWith(fitting);
  const plan = {
    // Where no rule has as many for its row of requests, the number says so.
    cases: isLong ? mostCases(fitting, (n) => n === 1 || requestsWith(n - 1) < takes) : fitting,
    of: runs,
    requestMs: rounded(requestMs),
    allMs: Math.round(allMs),
    ...row,
    ...(sluggish.length > 0 ? { slow } : {}),
  };
  const patient = stretch > 1 ? { ...measured, requestsPerSecond: 0 } : measured;
  const most = mostThatFit(ordinary, plan, (requests, longest) => {
    const row = longest / MOST_AHEAD;
    return Math.max(timeOf(requests, patient), row * requestMs) <= ms * stretch;
  });
  const mostSlow = mostThatFit(sluggish, plan, (requests, longest) => {
    const waits = Math.max(requests / slowLanes(concurrency), longest) * requestMs;
    return waits <= ms * SLOW_SHARE;
  });
  return {
    ...plan,
    ...(most === undefined ? {} : { most }),
    ...(mostSlow === undefined ? {} : { mostSlow }),
  };
}

/** How long so many requests take, as many in flight as may be. */
function timeOf(requests: number, { requestMs, concurrency, requestsPerSecond }: Measured): number {
  const all = requests * SENT;
  const waiting = (all * requestMs) / (concurrency * IN_USE);
  const working = all * OWN_MS;
  const beside = Math.max(waiting, working) + APART * Math.min(waiting, working);
  return requestsPerSecond > 0 ? Math.max(beside, (all * 1000) / requestsPerSecond) : beside;
}

/** What a unit takes by a plan, where it is not left out. */
function plannedRequests(cost: UnitCost, plan: CasePlan): number {
  const share = shareOf(cost, plan);
  return requestsOf(cost, share === "left out" ? 1 : share.runs, plan.slow);
}

/** The most cases that fit; 1 where not even those do. */
function mostCases(runs: number, fits: (cases: number) => boolean): number {
  let [low, high] = [1, runs];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The requests up to which units fit, those that take few first; undefined where all do. */
function mostThatFit(
  units: readonly UnitCost[],
  plan: CasePlan,
  fits: (requests: number, longest: number) => boolean,
): number | undefined {
  const { slow } = plan;
  const inOrder = units
    .map((cost) => ({ least: leastOf(cost, slow), takes: plannedRequests(cost, plan) }))
    .sort((a, b) => a.least - b.least);
  let requests = 0;
  for (const { least, takes } of inOrder) {
    requests += takes;
    if (fits(requests, takes)) continue;
    // Those that take as much as it does are left out with it: the number alone must tell.
    return Math.max(0, ...inOrder.filter((one) => one.least < least).map((one) => one.least));
  }
  return undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(2));
}
