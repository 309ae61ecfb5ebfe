import { mergeVerdicts } from "../../judge/report/merge-verdicts.ts";
import type { FuzzState } from "./fuzz-campaign.ts";

/**
 * Two campaigns of one folder as one that can be resumed: what either judged counts, and no round of
 * either is done again. The seed is that of the second.
 */
export function mergeFuzzStates(theirs: FuzzState, ours: FuzzState): FuzzState {
  const units = new Map(theirs.units.map((unit) => [keyOf(unit), unit]));
  for (const unit of ours.units) {
    const other = units.get(keyOf(unit));
    const round = Math.max(unit.round, other?.round ?? 0);
    units.set(keyOf(unit), { round, verdict: mergeVerdicts(other?.verdict, unit.verdict) });
  }
  return { seed: ours.seed, units: [...units.values()] };
}

function keyOf({ verdict: { target, rule, binding } }: FuzzState["units"][number]): string {
  return [target, rule, binding].join("\0");
}
