import { outcomeWords } from "../judge/outcome-words.ts";
import type { Coverage } from "../model/report.ts";
import type { TraceEntry } from "./trace.ts";

/** Collects what a run exercised, from the traces of its cases. */
export interface CoverageCollector {
  add(trace: readonly TraceEntry[]): void;
  /** How many kinds of answers and transitions came up so far. */
  kinds(): number;
  summary(): Coverage;
}

/** The numbers at which sizes change their meaning, by distance: the limits of CUH-10 and CUH-11, int32. */
const LIMITS: readonly (readonly [name: string, value: number])[] = [
  ["0", 0],
  ["262144", 262_144],
  ["33554432", 33_554_432],
  ["2147483647", 2_147_483_647],
  ["-2147483648", -2_147_483_648],
];
/** So near to a limit still counts as its boundary. */
const NEAR = 2;
const SIZE_PARAMETERS: readonly string[] = ["PreferedChunkSize", "ChunkSize", "StartOffset"];

export function createCoverage(): CoverageCollector {
  const answers: Record<string, Record<string, number>> = {};
  const transitions: Record<string, number> = {};
  const boundaries: Record<string, number> = {};

  let kinds = 0;
  const count = (table: Record<string, number>, key: string): void => {
    if (!(key in table)) kinds++;
    table[key] = (table[key] ?? 0) + 1;
  };

  return {
    add(trace) {
      let before: string | undefined;
      for (const { operation, answer, with: values } of trace) {
        const words = answer ? outcomeWords(answer) : "no answer";
        const ofOperation = answers[operation] ?? {};
        answers[operation] = ofOperation;
        count(ofOperation, words);
        const here = `${operation} ${words}`;
        if (before !== undefined) count(transitions, `${before} → ${here}`);
        before = here;
        for (const name of SIZE_PARAMETERS) {
          const boundary = boundaryOf(values[name]);
          if (boundary !== undefined) count(boundaries, `${name} ${boundary}`);
        }
      }
    },
    kinds: () => kinds,
    summary: () => ({
      answers: sortedBy(answers, sorted),
      transitions: sorted(transitions),
      boundaries: sorted(boundaries),
    }),
  };
}

/** `262144-1` and the like; undefined for a value that is near no limit. */
function boundaryOf(value: unknown): string | undefined {
  const number = typeof value === "number" ? value : Number.NaN;
  const limit = LIMITS.find(([, at]) => Math.abs(number - at) <= NEAR);
  if (!limit) return undefined;
  const distance = number - limit[1];
  return distance === 0 ? limit[0] : `${limit[0]}${distance > 0 ? "+" : ""}${distance}`;
}

function sorted(table: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sortedBy<T>(
  table: Readonly<Record<string, T>>,
  inner: (value: T) => T,
): Record<string, T> {
  const entries = Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, inner(value)]));
}
