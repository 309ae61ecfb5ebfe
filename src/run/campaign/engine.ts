import type { UnitVerdict } from "../../model/unit.ts";
import type { Campaign, TargetStats } from "./campaign.ts";

/** What an engine tells while it judges. */
export interface EngineEvents {
  readonly onVerdict: (verdict: UnitVerdict) => void;
  readonly onStats: (stats: TargetStats) => void;
}

export interface EngineResult {
  /** Errors of the tool itself: a unit that could not be run says nothing about a server. */
  readonly errors: readonly string[];
  /** What this machine refused (memory, open files): no bug, and it says nothing about a server either. */
  readonly refused?: readonly string[];
  /** False when the run was cancelled. */
  readonly complete: boolean;
}

/**
 * Judges the units of a campaign: through Vitest, or in this process. Ends early, with what was judged
 * until then, when the signal is aborted. The same campaign gets the same verdicts from every engine.
 */
export type Engine = (
  campaign: Campaign,
  events: EngineEvents,
  options: { readonly signal: AbortSignal },
) => Promise<EngineResult>;
