import type { PlayEvent } from "./event.ts";
import { eitherOf, follow, type Knowledge } from "./knowledge.ts";
import { type AnyCall, type AnyOutcome, isForbidden, type SequentialSpec } from "./spec.ts";

/** Steps from one set of calls done to the next, before the search of a window is given up: a second or two. */
const MOST_STEPS = 200_000;

/** Told of a window that has too many orders: nothing is said of it. */
export const TOO_MANY = "too many orders";

export interface Search<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  readonly known: Knowledge<State>;
  readonly spec: SequentialSpec<State, Call, Outcome>;
  readonly isAlone: (event: PlayEvent<Call, Outcome>) => boolean;
  /** Calls that an order may leave out, because they were still open; default none. */
  readonly isOptional?: (event: PlayEvent<Call, Outcome>) => boolean;
}

/** A set of calls done: all before `low`, and those behind it whose bit is set, the first that of `low + 1`. */
interface Reached<State> {
  readonly low: number;
  readonly mask: bigint;
  readonly known: Knowledge<State>;
  /** Calls that must still be done. */
  readonly left: number;
}

/**
 * What is known after any order of calls, in agreement with time, that explains every answer; undefined
 * where no order does. The search goes set by set of calls done, the smaller first: orders that differ only
 * in what was done first meet again there (Wing and Gong, 1993; the memory of sets is Lowe's, 2017).
 *
 * @param events in the order in which they began
 */
export function searchOrders<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  events: readonly PlayEvent<Call, Outcome>[],
  { known, spec, isAlone, isOptional = () => false }: Search<State, Call, Outcome>,
): Knowledge<State> | undefined | typeof TOO_MANY {
  const { after, either } = memoryOf(spec, isAlone);
  const required = events.map((event) => !isOptional(event));
  const left = required.filter(Boolean).length;
  let reached = new Map<bigint, Reached<State>>([[0n, { low: 0, mask: 0n, known, left }]]);
  let steps = 0;
  while (reached.size > 0) {
    for (const one of reached.values()) if (one.left === 0) return one.known;
    const next = new Map<bigint, Reached<State>>();
    for (const here of reached.values()) {
      for (const index of possibleNext(events, here)) {
        if (++steps > MOST_STEPS) return TOO_MANY;
        const event = events[index];
        const then = event && after(event, here.known);
        if (!then) continue;
        const done = doing(here, index);
        const before = next.get(done.mask);
        next.set(done.mask, {
          ...done,
          left: here.left - (required[index] ? 1 : 0),
          known: before ? either(before.known, then) : then,
        });
      }
    }
    reached = next;
  }
  return undefined;
}

/** Which calls may be done next: those before whose beginning none ended that is not done. */
function possibleNext(
  events: readonly PlayEvent<unknown, unknown>[],
  { low, mask }: Pick<Reached<unknown>, "low" | "mask">,
): readonly number[] {
  const found: number[] = [];
  let firstEnd = Number.POSITIVE_INFINITY;
  for (let index = low, rest = mask << 1n; index < events.length; index++, rest >>= 1n) {
    if (rest & 1n) continue;
    const event = events[index];
    if (!event || event.began > firstEnd) break;
    found.push(index);
    firstEnd = Math.min(firstEnd, event.ended);
  }
  return found;
}

function doing(
  { low, mask }: Pick<Reached<unknown>, "low" | "mask">,
  index: number,
): Pick<Reached<unknown>, "low" | "mask"> {
  if (index > low) return { low, mask: mask | (1n << BigInt(index - low - 1)) };
  let first = low + 1;
  let rest = mask;
  for (; rest & 1n; rest >>= 1n) first++;
  return { low: first, mask: rest >> 1n };
}

interface Memory<State, Event> {
  /** What is known after a call; undefined where it is forbidden. */
  readonly after: (event: Event, known: Knowledge<State>) => Knowledge<State> | undefined;
  readonly either: (one: Knowledge<State>, other: Knowledge<State>) => Knowledge<State>;
}

/** Each step is taken once for whatever is known before it: what is the same is one object. */
function memoryOf<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  spec: SequentialSpec<State, Call, Outcome>,
  isAlone: (event: PlayEvent<Call, Outcome>) => boolean,
): Memory<State, PlayEvent<Call, Outcome>> {
  const same = new Map<string, Knowledge<State>>();
  const shared = (known: Knowledge<State>): Knowledge<State> => {
    const key = JSON.stringify([...known]);
    const before = same.get(key);
    if (!before) same.set(key, known);
    return before ?? known;
  };
  const steps = remembered((known: Knowledge<State>, event: PlayEvent<Call, Outcome>) => {
    const followed = follow(known, event, spec, isAlone(event));
    return isForbidden(followed) ? undefined : shared(followed.known);
  });
  const either = remembered((one: Knowledge<State>, other: Knowledge<State>) =>
    one === other ? one : shared(eitherOf(one, other)),
  );
  return { after: (event, known) => steps(known, event), either };
}

function remembered<A extends object, B extends object, R>(
  make: (a: A, b: B) => R,
): (a: A, b: B) => R {
  const known = new Map<A, Map<B, { readonly made: R }>>();
  return (a, b) => {
    const ofA = known.get(a) ?? new Map<B, { readonly made: R }>();
    if (ofA.size === 0) known.set(a, ofA);
    const before = ofA.get(b);
    if (before) return before.made;
    const made = make(a, b);
    ofA.set(b, { made });
    return made;
  };
}
