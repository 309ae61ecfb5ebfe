import { isAccepted } from "../../judge/answer/answer.ts";
import { outcomeWords } from "../../judge/answer/outcome-words.ts";
import type { Coverage } from "../../model/coverage.ts";
import { type Operations, operationLabel } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";
import type { TraceEntry } from "../case/trace.ts";

/** Collects what a run exercised, from the traces of its cases. */
export interface CoverageCollector {
  /** Notes the calls of a case, all of one service. */
  add(service: ServiceName, trace: readonly TraceEntry[]): void;
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

/** @param operations of the target's services: what two of them call the same is told apart */
export function createCoverage(operations: Operations): CoverageCollector {
  const answers: Table<Table<Place>> = new Map();
  const boundaries: Table<Count> = new Map();
  const accepted: Table<Table<Count>> = new Map();
  let kinds = 0;

  const found = <T>(table: Table<T>, key: string, make: () => T): T => {
    const known = table.get(key);
    if (known !== undefined) return known;
    const made = make();
    table.set(key, made);
    return made;
  };
  const counted = (): Count => {
    kinds++;
    return { times: 0 };
  };

  return {
    add(service, trace) {
      let before: Place | undefined;
      for (const { operation: name, binding, answer, with: values } of trace) {
        const operation = operationLabel(operations, service, name);
        const words = answer ? outcomeWords(answer) : "no answer";
        const ofOperation = found(answers, operation, () => new Map<string, Place>());
        const here = found(ofOperation, words, () => ({
          name: `${operation} ${words}`,
          after: new Map(),
          ...counted(),
        }));
        here.times++;
        if (answer && isAccepted(answer)) {
          const over = found(accepted, operation, () => new Map<string, Count>());
          found(over, binding, () => ({ times: 0 })).times++;
        }
        if (before !== undefined) found(here.after, before.name, counted).times++;
        before = here;
        for (const name of SIZE_PARAMETERS) {
          const boundary = boundaryOf(values[name]);
          if (boundary !== undefined) found(boundaries, `${name} ${boundary}`, counted).times++;
        }
      }
    },
    kinds: () => kinds,
    summary: () => {
      const places = [...answers.values()].flatMap((table) => [...table.values()]);
      return {
        answers: sorted([...answers].map(([operation, table]) => [operation, counts(table)])),
        accepted: sorted([...accepted].map(([operation, table]) => [operation, counts(table)])),
        transitions: sorted(
          places.flatMap(({ name, after }) =>
            [...after].map(([before, { times }]) => [`${before} → ${name}`, times] as const),
          ),
        ),
        boundaries: counts(boundaries),
      };
    },
  };
}

type Table<T> = Map<string, T>;

interface Count {
  times: number;
}

/** What an operation answered, how often, and how often after which other such place. */
interface Place extends Count {
  readonly name: string;
  readonly after: Table<Count>;
}

/** `262144-1` and the like; undefined for a value that is near no limit. */
function boundaryOf(value: unknown): string | undefined {
  if (typeof value !== "number") return undefined;
  const limit = LIMITS.find(([, at]) => Math.abs(value - at) <= NEAR);
  if (!limit) return undefined;
  const distance = value - limit[1];
  return distance === 0 ? limit[0] : `${limit[0]}${distance > 0 ? "+" : ""}${distance}`;
}

function counts(table: Table<Count>): Readonly<Record<string, number>> {
  return sorted([...table].map(([key, { times }]) => [key, times]));
}

function sorted<T>(entries: readonly (readonly [key: string, value: T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
