import {
  type AnyCall,
  type AnyOutcome,
  type Explained,
  type Forbidden,
  isForbidden,
  type SequentialSpec,
} from "./spec.ts";

/** What is known of each resource, by its name: the states that explain every answer so far, never none. */
export type Knowledge<State> = ReadonlyMap<string, readonly State[]>;

export const NOTHING_KNOWN: Knowledge<never> = new Map();

/** A call with its answer. */
export interface Fact<Call, Outcome> {
  readonly call: Call;
  readonly outcome: Outcome;
}

export interface Followed<State> {
  readonly known: Knowledge<State>;
  /** The statements that the answer shows to be kept. */
  readonly shows: readonly string[];
}

/**
 * What is known after a call: of each resource the states that its states before can have led to. Where one
 * of the resources had no state that explains the answer, what forbids it.
 */
export function follow<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  known: Knowledge<State>,
  { call, outcome }: Fact<Call, Outcome>,
  spec: SequentialSpec<State, Call, Outcome>,
  alone = true,
): Followed<State> | Forbidden {
  const next = new Map<string, readonly State[]>();
  const shows = new Set<string>();
  for (const [name, states] of withNamed(known, call, spec)) {
    const steps = states.map((state) => spec.step(state, call, outcome, alone));
    const explaining = steps.filter((step): step is Explained<State> => !isForbidden(step));
    if (explaining.length === 0) return together(steps.filter(isForbidden));
    next.set(name, unique(explaining.flatMap((step) => step.states)));
    // Where a state alone makes the difference, the answer says which it was and not what is kept.
    if (explaining.length === steps.length) for (const id of shownByAll(explaining)) shows.add(id);
  }
  return { known: next, shows: [...shows] };
}

/** What either of two may be, resource by resource. */
export function eitherOf<State>(one: Knowledge<State>, other: Knowledge<State>): Knowledge<State> {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map(
    [...names].map((name) => [
      name,
      unique([...(one.get(name) ?? []), ...(other.get(name) ?? [])]),
    ]),
  );
}

/** A resource is known from the first call on that names it. */
function withNamed<State, Call extends AnyCall>(
  known: Knowledge<State>,
  { of }: Call,
  { start }: Pick<SequentialSpec<State, Call, never>, "start">,
): Knowledge<State> {
  return of === undefined || known.has(of) ? known : new Map([...known, [of, [start(of)]]]);
}

/** No state allows it: the likeliest one says what is broken, and the others what may be instead. */
function together([first, ...others]: readonly Forbidden[]): Forbidden {
  if (!first) throw new Error("a resource without a state");
  const rest = others.flatMap(({ forbids, orElse = [] }) => [...forbids, ...orElse]);
  const orElse = [...new Set([...(first.orElse ?? []), ...rest])].filter(
    (id) => !first.forbids.includes(id),
  );
  const expected = [...new Set([first, ...others].map((one) => one.expected))].join(", or ");
  return { ...first, expected, ...(orElse.length > 0 ? { orElse } : {}) };
}

function shownByAll([first, ...others]: readonly Explained<unknown>[]): readonly string[] {
  return first?.shows.filter((id) => others.every(({ shows }) => shows.includes(id))) ?? [];
}

function unique<State>(states: readonly State[]): readonly State[] {
  if (states.length < 2) return states;
  const seen = new Set<string>();
  return states.filter((state) => {
    const text = JSON.stringify(state);
    return !seen.has(text) && seen.add(text);
  });
}
