import type { Timing } from "../model/timing.ts";
import type { TimingTrend } from "./history.ts";

/**
 * The timings of some runs, run by run for each operation over each binding.
 *
 * @param runs what each run measured of a target, the oldest first; empty where it measured nothing
 */
export function timingTrends(runs: readonly (readonly Timing[])[]): readonly TimingTrend[] {
  const byRun = runs.map((timings) => new Map(timings.map((timing) => [keyOf(timing), timing])));
  const all = new Map(byRun.flatMap((timings) => [...timings]));
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { service, operation, binding }]) => ({
      ...{ service, operation, binding },
      medians: byRun.map((timings) => timings.get(key)?.medianMs ?? null),
      p95s: byRun.map((timings) => timings.get(key)?.p95Ms ?? null),
    }));
}

function keyOf({ service, operation, binding }: Timing): string {
  return `${service}/${operation} ${binding}`;
}
