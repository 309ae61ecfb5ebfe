import { isAccepted } from "../../judge/answer/answer.ts";
import { outcomeWords } from "../../judge/answer/outcome-words.ts";
import type { Coverage } from "../../model/coverage.ts";
import { type Operations, operationLabel } from "../../model/operation.ts";
import type { Service } from "../../model/service.ts";
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

/**
 * A server may say something else each time. So many kinds of answers are told apart for an operation, the
 * others of a status are one; and so many transitions in all.
 */
const MOST_ANSWERS = 60;
const MOST_TRANSITIONS = 10_000;
const MOST_CHARS = 300;
/** `HTTP 400` */
const STATUS_CHARS = 8;

/** So near to a limit still counts as its boundary. */
const NEAR = 2;

/**
 * @param operations of the target's services: what two of them call the same is told apart
 * @param services whose parameters may come near to boundaries
 */
export function createCoverage(
  operations: Operations,
  services: Readonly<Record<ServiceName, Pick<Service, "boundaries">>>,
): CoverageCollector {
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
  const labels: Table<Table<string>> = new Map();
  const labelOf = (service: ServiceName, name: string): string =>
    found(
      found(labels, service, () => new Map<string, string>()),
      name,
      () => operationLabel(operations, service, name),
    );
  let transitions = 0;
  const transition = (): Count => {
    transitions++;
    return counted();
  };
  const counted = (): Count => {
    kinds++;
    return { times: 0 };
  };

  return {
    add(service, trace) {
      let before: Place | undefined;
      const { parameters = [], at = [] } = services[service]?.boundaries ?? {};
      for (const { operation: name, binding, answer, with: values } of trace) {
        const operation = labelOf(service, name);
        const said = answer ? outcomeWords(answer) : "no answer";
        const ofOperation = found(answers, operation, () => new Map<string, Place>());
        const isTold =
          said.length <= MOST_CHARS && (ofOperation.size < MOST_ANSWERS || ofOperation.has(said));
        const words = isTold ? said : `${said.slice(0, STATUS_CHARS)} and words of many kinds`;
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
        if (before !== undefined && (transitions < MOST_TRANSITIONS || here.after.has(before.name)))
          found(here.after, before.name, transition).times++;
        before = here;
        for (const name of parameters) {
          const boundary = boundaryOf(values[name], at);
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
function boundaryOf(value: unknown, limits: readonly number[]): string | undefined {
  if (typeof value !== "number") return undefined;
  const limit = limits.find((at) => Math.abs(value - at) <= NEAR);
  if (limit === undefined) return undefined;
  const distance = value - limit;
  return distance === 0 ? `${limit}` : `${limit}${distance > 0 ? "+" : ""}${distance}`;
}

function counts(table: Table<Count>): Readonly<Record<string, number>> {
  return sorted([...table].map(([key, { times }]) => [key, times]));
}

function sorted<T>(entries: readonly (readonly [key: string, value: T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
