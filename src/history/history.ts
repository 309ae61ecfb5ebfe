import type { Severity } from "../../reporters/severity.ts";
import type { Level } from "../model/level.ts";
import type { Judged, Outcome } from "../model/report.ts";
import type { KeptRun } from "./kept-run.ts";

/** How a rule stood in a run; `absent`: it was not selected, or was not there yet. */
export type Standing = Exclude<Severity, "stale"> | "absent";

/** What came of some runs, in the order of their dates. */
export interface History {
  /** The oldest first. */
  readonly runs: readonly KeptRun[];
  /** By name. */
  readonly targets: readonly TargetHistory[];
}

export interface TargetHistory {
  readonly name: string;
  /** One for each run in which the target was judged, the oldest first. */
  readonly points: readonly Point[];
  /** Rules that ever failed, or failed now and then; what is broken now first, then by id. */
  readonly troubled: readonly RuleHistory[];
  /** By service, operation and binding. */
  readonly timings: readonly TimingTrend[];
}

/** A target in a run. */
export interface Point {
  /** Which of `History.runs`, from 0. */
  readonly run: number;
  readonly startedAt: string;
  readonly outcome: Outcome;
  /** How many rules stood how; what is missing is 0. */
  readonly counts: Partial<Record<Standing, number>>;
  readonly must: MustCounts;
  readonly judged: Judged;
  readonly complete: boolean;
  /** What else than the server is not as in the point before. */
  readonly alsoChanged: readonly Circumstance[];
}

/** MUST rules, counted. */
export interface MustCounts {
  readonly hold: number;
  readonly judged: number;
  /** All that there are, selected or not. */
  readonly all: number;
}

export interface RuleHistory {
  readonly id: string;
  /** As the last run that told it had it. */
  readonly title: string;
  readonly level: Level;
  /** For each point of the target. */
  readonly standings: readonly Standing[];
  /** Each time that it broke, in order. */
  readonly breaks: readonly Break[];
  /** In how many runs it failed now and then, within the run. */
  readonly flakyRuns: number;
  /** It came and went: within a run, or from run to run more than once. */
  readonly isFlaky: boolean;
  /** It fails in the last run that judged it. */
  readonly isBroken: boolean;
}

/** A stretch of runs in which a rule failed; runs that did not judge it neither begin nor end one. All are indexes of points. */
export interface Break {
  /** The last run before it in which the rule held; null where none is known. */
  readonly held: number | null;
  readonly firstBad: number;
  readonly lastBad: number;
  /** The first run after it in which the rule held again; null where it still fails. */
  readonly mended: number | null;
  /** The deviations file excused every failure of the last bad run. */
  readonly isKnown: boolean;
  /** What else than the server changed from `held` to `firstBad`; empty where `held` is null. */
  readonly alsoChanged: readonly Circumstance[];
}

/** What a verdict depends on beside the server. */
export type Circumstance = "rules" | "tool" | "edition";

/** How long an operation over a binding took, in milliseconds, for each point of the target; null where it was not measured. */
export interface TimingTrend {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  readonly medians: readonly (number | null)[];
  readonly p95s: readonly (number | null)[];
}
