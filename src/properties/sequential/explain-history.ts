import type { PlayEvent } from "./event.ts";
import type { Knowledge } from "./knowledge.ts";
import { aloneIn, quiescentWindows } from "./quiescent.ts";
import { type Search, searchOrders, TOO_MANY } from "./search-orders.ts";
import type { AnyCall, AnyOutcome, SequentialSpec } from "./spec.ts";

/** What a history of calls in flight together comes to. */
export interface Judged<State, Call, Outcome> {
  /** What is known of each resource after it, but for those that are not explained. */
  readonly known: Knowledge<State>;
  /** Of each resource whose calls no order explains, or of all together: the first such window. */
  readonly unexplained: readonly Unordered<State, Call, Outcome>[];
  /** Resources with a window that has too many orders: nothing is said of it, nor of what came after it. */
  readonly unjudged: readonly string[];
}

/** As few calls as no order explains. */
export interface Unordered<State, Call, Outcome> {
  /** In the order in which they began. */
  readonly events: readonly PlayEvent<Call, Outcome>[];
  /** The last one that was answered: without its answer some order explains the others. */
  readonly last: PlayEvent<Call, Outcome>;
  /** What was known before them. */
  readonly known: Knowledge<State>;
}

type Events<Call, Outcome> = readonly PlayEvent<Call, Outcome>[];

/** Calls of so many may be one window where some of them name no resource: then it is searched as a whole. */
const MOST_SHARED = 30;

/**
 * Whether some order of calls explains all their answers (linearizability), and what is known then. It is
 * looked for resource by resource, which finds the same where none depends on calls of others (locality:
 * Herlihy and Wing, 1990), and window by window between moments at which no call was open.
 *
 * Where long windows have calls that name no resource, each resource has those in an order of its own: a
 * history that no order explains can be missed there, and none is refused that some order explains.
 *
 * @param known what was known before
 */
export function explainHistory<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  events: Events<Call, Outcome>,
  known: Knowledge<State>,
  spec: SequentialSpec<State, Call, Outcome>,
): Judged<State, Call, Outcome> {
  const alone = aloneIn(events);
  const history = new History(known, spec, (event) => alone.has(event));
  if (spec.apart !== true) {
    for (const window of quiescentWindows(events)) history.judge(window, undefined);
    return history;
  }
  for (const segment of quiescentWindows(events)) {
    const shared = segment.filter(({ call }) => call.of === undefined);
    if (shared.length > 0 && segment.length <= MOST_SHARED) {
      history.judge(segment, undefined);
      continue;
    }
    const own = byResource(segment);
    const names = shared.length > 0 ? [...history.known.keys(), ...own.keys()] : own.keys();
    for (const name of new Set(names)) {
      const all = [...(own.get(name) ?? []), ...shared];
      for (const window of quiescentWindows(all)) history.judge(window, name);
    }
  }
  return history;
}

function byResource<Event extends PlayEvent<AnyCall, AnyOutcome>>(
  events: readonly Event[],
): ReadonlyMap<string, readonly Event[]> {
  const own = new Map<string, Event[]>();
  for (const event of events) {
    const { of } = event.call;
    if (of === undefined) continue;
    const before = own.get(of);
    if (before) before.push(event);
    else own.set(of, [event]);
  }
  return own;
}

class History<State, Call extends AnyCall, Outcome extends AnyOutcome>
  implements Judged<State, Call, Outcome>
{
  readonly unexplained: Unordered<State, Call, Outcome>[] = [];
  readonly unjudged: string[] = [];
  readonly #known: Map<string, readonly State[]>;
  readonly #search: Omit<Search<State, Call, Outcome>, "known">;
  /** Resources of which nothing more can be said; a history that is judged as a whole is one of them. */
  readonly #over = new Set<string | undefined>();

  constructor(
    known: Knowledge<State>,
    spec: SequentialSpec<State, Call, Outcome>,
    isAlone: Search<State, Call, Outcome>["isAlone"],
  ) {
    this.#known = new Map(known);
    this.#search = { spec, isAlone };
  }

  get known(): Knowledge<State> {
    return this.#known;
  }

  /** @param name the resource that a window is about; undefined: every one */
  judge(window: Events<Call, Outcome>, name: string | undefined): void {
    if (this.#over.has(undefined) || this.#over.has(name)) return;
    const judged = name === undefined ? this.#named(window) : window;
    const own = name === undefined ? undefined : this.#known.get(name);
    const known = name === undefined ? this.known : new Map(own ? [[name, own]] : []);
    const found = searchOrders(judged, { ...this.#search, known });
    if (found && found !== TOO_MANY) {
      for (const [of, states] of found) this.#known.set(of, states);
      return;
    }
    if (found === TOO_MANY) this.unjudged.push(...(name === undefined ? namesIn(window) : [name]));
    else this.unexplained.push(smallest(judged, { ...this.#search, known }));
    this.#giveUp(name, window);
  }

  /** Of calls of several resources those of which something can still be said. */
  #named(window: Events<Call, Outcome>): Events<Call, Outcome> {
    return window.filter(({ call: { of } }) => of === undefined || !this.#over.has(of));
  }

  #giveUp(name: string | undefined, window: Events<Call, Outcome>): void {
    const names = name === undefined ? namesIn(window) : [name];
    if (this.#search.spec.apart !== true) this.#over.add(undefined);
    for (const of of names) {
      this.#over.add(of);
      this.#known.delete(of);
    }
  }
}

function namesIn(window: Events<AnyCall, AnyOutcome>): readonly string[] {
  return [...new Set(window.flatMap(({ call: { of } }) => of ?? []))];
}

/**
 * The calls that had begun when the first answer came that no order explains, by halving: of a history that
 * some order explains every earlier part is explained too, where what was still open may be left out.
 */
function smallest<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  window: Events<Call, Outcome>,
  search: Search<State, Call, Outcome>,
): Unordered<State, Call, Outcome> {
  const answered = window.toSorted((a, b) => a.ended - b.ended);
  const until = ({ ended }: PlayEvent<Call, Outcome>): Events<Call, Outcome> =>
    window.filter(({ began }) => began <= ended);
  let [explained, wrong] = [-1, answered.length - 1];
  while (wrong - explained > 1) {
    const middle = (explained + wrong) >> 1;
    const last = answered[middle];
    const isOptional = ({ ended }: PlayEvent<Call, Outcome>): boolean => ended > (last?.ended ?? 0);
    if (last && searchOrders(until(last), { ...search, isOptional }) === undefined) wrong = middle;
    else explained = middle;
  }
  const last = answered[wrong] as PlayEvent<Call, Outcome>;
  return { events: until(last), last, known: search.known };
}
