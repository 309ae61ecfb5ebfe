import type { Timing } from "../../model/timing.ts";

/**
 * How long requests took in all shards together, by operation and binding. Single durations are in no
 * report: the median and the 95th percentile are the averages of the shards' own, weighed by requests.
 */
export function mergeTimings(shards: readonly (readonly Timing[])[]): readonly Timing[] {
  const byOperation = new Map<string, Timing[]>();
  for (const timing of shards.flat()) {
    const key = `${timing.service} ${timing.operation} ${timing.binding}`;
    byOperation.set(key, [...(byOperation.get(key) ?? []), timing]);
  }
  return [...byOperation]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, timings]) => (timings[0] ? [merged(timings[0], timings)] : []));
}

function merged(
  { service, operation, binding, limitMs }: Timing,
  timings: readonly Timing[],
): Timing {
  const requests = timings.reduce((sum, timing) => sum + timing.requests, 0);
  const weighed = (of: (timing: Timing) => number): number => {
    const total = timings.reduce((sum, timing) => sum + of(timing) * timing.requests, 0);
    return requests === 0 ? 0 : inMicroseconds(total / requests);
  };
  return {
    service,
    operation,
    binding,
    requests,
    medianMs: weighed(({ medianMs }) => medianMs),
    p95Ms: weighed(({ p95Ms }) => p95Ms),
    worstMs: Math.max(...timings.map(({ worstMs }) => worstMs)),
    ...(limitMs === undefined ? {} : { limitMs }),
  };
}

/** Finer than anybody measures; keeps sums of fractions readable. */
function inMicroseconds(ms: number): number {
  const perMillisecond = 1000;
  return Math.round(ms * perMillisecond) / perMillisecond;
}
