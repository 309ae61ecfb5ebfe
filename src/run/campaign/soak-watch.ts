import type { SlowedOperation } from "../../model/soak.ts";

/** Told of each answer, and asked in the end which operations became slower. */
export interface SoakWatch {
  add(service: string, operation: string, binding: string, durationMs: number): void;
  /** A part of the soak has ended. */
  endOfPart(): void;
  /** Operations that were slower in the last parts than in the first ones. */
  slowed(): readonly SlowedOperation[];
}

/** Parts of a soak of which the first measure is taken; the very first warms up. */
const WARM_UP = 1;
const FIRST = 3;
/** So many of the last parts, each of them, have to be slower. */
const LAST = 3;
/** Answers of a part that say something. */
const LEAST_ANSWERS = 10;
/** Durations of a part that are kept for an operation: enough for its median, and flat in memory. */
const MOST_KEPT = 500;
/** Slower: so many times, and by so much. What a run does to itself by calling more at once is less than that. */
const TIMES = 2;
const BY_MS = 20;

interface Seen {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  answers: number;
  part: number[];
  /** Of the first parts together. */
  readonly first: number[];
  /** Medians of the last parts. */
  last: number[];
}

/** Watches how long answers take in a campaign of many parts. Its memory does not grow with time. */
export function createSoakWatch(): SoakWatch {
  const all = new Map<string, Seen>();
  let parts = 0;
  return {
    add(service, operation, binding, durationMs) {
      const key = `${service} ${operation} ${binding}`;
      let seen = all.get(key);
      if (!seen) {
        seen = { service, operation, binding, answers: 0, part: [], first: [], last: [] };
        all.set(key, seen);
      }
      seen.answers++;
      if (seen.part.length < MOST_KEPT) seen.part.push(durationMs);
      // Every so many of the later ones, so that they are of the whole part.
      else seen.part[seen.answers % MOST_KEPT] = durationMs;
    },
    endOfPart() {
      parts++;
      for (const seen of all.values()) {
        const { part } = seen;
        seen.part = [];
        if (part.length < LEAST_ANSWERS || parts <= WARM_UP) continue;
        if (parts <= WARM_UP + FIRST) seen.first.push(median(part));
        else seen.last = [...seen.last, median(part)].slice(-LAST);
      }
    },
    slowed: () =>
      [...all.values()].flatMap(({ service, operation, binding, first, last }) => {
        if (first.length === 0 || last.length < LAST) return [];
        const [firstMs, lastMs] = [median(first), median(last)];
        const isSlower = last.every((ms) => ms >= firstMs * TIMES && ms >= firstMs + BY_MS);
        return isSlower
          ? [{ service, operation, binding, firstMs: rounded(firstMs), lastMs: rounded(lastMs) }]
          : [];
      }),
  };
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

const DIGITS = 3;

function rounded(ms: number): number {
  return Number(ms.toPrecision(DIGITS));
}
