import type { Binding } from "../../model/binding.ts";
import type { ServiceName } from "../../model/target.ts";
import type { Timing } from "../../model/timing.ts";

/** Collects how long requests took, by operation and binding. */
export interface TimingsCollector {
  add(service: ServiceName, operation: string, binding: Binding, durationMs: number): void;
  /** In the order of service, operation and binding. */
  summary(): readonly Timing[];
}

/** Each bucket is so much wider than the one before: a quantile is off by half of it, 2.5 %, at most. */
const GROWTH = 1.05;
const LOG_GROWTH = Math.log(GROWTH);
/** What is faster counts as this. */
const FASTEST_MS = 0.01;
const MEDIAN = 0.5;
const P95 = 0.95;
const SIGNIFICANT_DIGITS = 3;

interface Histogram {
  readonly service: ServiceName;
  readonly operation: string;
  readonly binding: Binding;
  /** Requests by bucket: a few hundred at the very most, however long the run is. */
  readonly buckets: Map<number, number>;
  requests: number;
  worstMs: number;
}

/** Keeps a histogram for each operation and binding, never the durations themselves. */
export function createTimings(): TimingsCollector {
  const histograms = new Map<string, Histogram>();
  return {
    add(service, operation, binding, durationMs) {
      const key = `${service} ${operation} ${binding}`;
      let found = histograms.get(key);
      if (!found) {
        found = { service, operation, binding, buckets: new Map(), requests: 0, worstMs: 0 };
        histograms.set(key, found);
      }
      const bucket = Math.round(Math.log(Math.max(durationMs, FASTEST_MS)) / LOG_GROWTH);
      found.buckets.set(bucket, (found.buckets.get(bucket) ?? 0) + 1);
      found.requests++;
      if (durationMs > found.worstMs) found.worstMs = durationMs;
    },
    summary: () =>
      [...histograms]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, histogram]) => timingOf(histogram)),
  };
}

function timingOf(histogram: Histogram): Timing {
  const { service, operation, binding, requests, worstMs } = histogram;
  return {
    service,
    operation,
    binding,
    requests,
    medianMs: rounded(quantile(histogram, MEDIAN)),
    p95Ms: rounded(quantile(histogram, P95)),
    worstMs: rounded(worstMs),
  };
}

/** The middle of the bucket in which the request of that rank is, and never more than the worst. */
function quantile({ buckets, requests, worstMs }: Histogram, share: number): number {
  const rank = Math.ceil(requests * share);
  let passed = 0;
  for (const [bucket, times] of [...buckets].sort(([a], [b]) => a - b)) {
    passed += times;
    if (passed >= rank) return Math.min(GROWTH ** bucket, worstMs);
  }
  return worstMs;
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(SIGNIFICANT_DIGITS));
}
