import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { Binding } from "../../model/binding.ts";
import type { ServiceName } from "../../model/target.ts";
import type { Timing } from "../../model/timing.ts";

/** Collects how long requests took, by operation and binding. */
export interface TimingsCollector {
  add(service: ServiceName, operation: string, binding: Binding, durationMs: number): void;
  /** The shortest that an operation took over any binding, in milliseconds; undefined where it was not called. */
  least(service: ServiceName, operation: string): number | undefined;
  /** Has somebody told of each duration. */
  watch(listener: TimingsCollector["add"]): void;
  /** In the order of service, operation and binding. */
  summary(): readonly Timing[];
}

/** A histogram takes whole numbers, from 1: microseconds, to an hour. What is slower counts as that. */
const PER_MS = 1000;
const MOST = 3_600_000 * PER_MS;
/** Significant digits of a bucket's bounds: a quantile is off by 1 % at most. A third one takes three times the memory. */
const FIGURES = 2;
const MEDIAN = 0.5;
const P95 = 0.95;
const SIGNIFICANT_DIGITS = 3;

interface Durations {
  readonly service: ServiceName;
  readonly operation: string;
  readonly binding: Binding;
  readonly histogram: RecordableHistogram;
  worstMs: number;
}

/**
 * Keeps a histogram for each operation and binding, never the durations themselves.
 *
 * @param limitMs how long an answer is to take at most, where the target says so
 */
export function createTimings(limitMs?: number): TimingsCollector {
  const all = new Map<string, Durations>();
  const listeners: TimingsCollector["add"][] = [];
  return {
    add(service, operation, binding, durationMs) {
      const key = `${service} ${operation} ${binding}`;
      let found = all.get(key);
      if (!found) {
        const histogram = createHistogram({ lowest: 1, highest: MOST, figures: FIGURES });
        found = { service, operation, binding, histogram, worstMs: 0 };
        all.set(key, found);
      }
      found.histogram.record(Math.min(Math.max(Math.round(durationMs * PER_MS), 1), MOST));
      if (durationMs > found.worstMs) found.worstMs = durationMs;
      for (const listener of listeners) listener(service, operation, binding, durationMs);
    },
    watch: (listener) => void listeners.push(listener),
    least: (service, operation) => {
      const own = [...all.values()].filter(
        (one) => one.service === service && one.operation === operation,
      );
      if (own.length === 0) return undefined;
      return Math.min(...own.map(({ histogram }) => histogram.min)) / PER_MS;
    },
    summary: () =>
      [...all]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, durations]) => ({
          ...timingOf(durations),
          ...(limitMs === undefined ? {} : { limitMs }),
        })),
  };
}

function timingOf(durations: Durations): Timing {
  const { service, operation, binding, histogram, worstMs } = durations;
  return {
    service,
    operation,
    binding,
    requests: histogram.count,
    medianMs: rounded(quantile(durations, MEDIAN)),
    p95Ms: rounded(quantile(durations, P95)),
    worstMs: rounded(worstMs),
  };
}

/** No less than that share of the requests took, and never more than the worst. */
function quantile({ histogram, worstMs }: Durations, share: number): number {
  const { count } = histogram;
  // By itself it takes the nearest request, which may be the one before.
  const percentile = (Math.ceil(count * share) / count) * 100;
  return Math.min(histogram.percentile(percentile) / PER_MS, worstMs);
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(SIGNIFICANT_DIGITS));
}
