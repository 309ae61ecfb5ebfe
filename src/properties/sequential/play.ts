import { setTimeout as delay } from "node:timers/promises";
import type { Planned, PlayEvent } from "./event.ts";
import { explainHistory, type Unordered } from "./explain-history.ts";
import { type Fact, follow, type Knowledge, NOTHING_KNOWN } from "./knowledge.ts";
import {
  type AnyCall,
  type AnyOutcome,
  type Forbidden,
  isForbidden,
  type SequentialSpec,
} from "./spec.ts";

/** What the calls of a service are played with: what may come of them, and how one is made. */
export interface Playing<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  readonly spec: SequentialSpec<State, Call, Outcome>;
  /**
   * Makes a call, and gives what it came to and its number among the steps. Undefined where it cannot be
   * made: the play goes on without it.
   *
   * @throws StopCase when nothing can be said any more
   */
  readonly make: (planned: Planned<Call>) => Promise<Made<Outcome> | undefined>;
}

export interface Made<Outcome> {
  readonly outcome: Outcome;
  readonly step: number;
}

/** What a play has come to so far. */
export interface Course<State, Call, Outcome> {
  readonly known: Knowledge<State>;
  readonly history: readonly PlayEvent<Call, Outcome>[];
  /** How many calls had to be refused, and were: what accepts everything must not hold. */
  readonly refusals: number;
}

/** A call that was answered as the calls before it do not allow. */
export interface Unexplained<Call, Outcome> {
  readonly event: PlayEvent<Call, Outcome>;
  readonly forbidden: Forbidden;
}

/** Calls that one client makes one after the other, beside those of other branches. */
interface Branch<Call> {
  /** Milliseconds after the start. */
  readonly after: number;
  readonly calls: readonly Planned<Call>[];
}

/** More was in flight together than orders can be tried of. */
export class TooManyOrders extends Error {
  override readonly name = "TooManyOrders";
  /** @param names of the resources that were called so */
  constructor(names: readonly string[]) {
    super(`more calls of ${names.join(", ")} were in flight together than orders can be tried of`);
  }
}

/**
 * A play: calls are made against a server, and what is known of its resources is followed, call by call
 * where they are made in turn, and when all have been answered where they are in flight together.
 */
export class Play<State, Call extends AnyCall, Outcome extends AnyOutcome>
  implements Course<State, Call, Outcome>
{
  readonly #playing: Playing<State, Call, Outcome>;
  readonly #history: PlayEvent<Call, Outcome>[] = [];
  #known: Knowledge<State> = NOTHING_KNOWN;
  #refusals = 0;
  #moment = 0;

  /** @param begun what was called before, and is no part of the play */
  constructor(playing: Playing<State, Call, Outcome>, begun: readonly Fact<Call, Outcome>[] = []) {
    this.#playing = playing;
    for (const fact of begun) {
      const followed = follow(this.#known, fact, playing.spec);
      if (isForbidden(followed)) throw new Error(`a play begins wrongly: ${followed.expected}`);
      this.#known = followed.known;
    }
  }

  get known(): Knowledge<State> {
    return this.#known;
  }

  get history(): readonly PlayEvent<Call, Outcome>[] {
    return this.#history;
  }

  get refusals(): number {
    return this.#refusals;
  }

  /**
   * Makes calls one after the other, until the answer to one is not explained, which ends the play: who was
   * wrong once about a server knows nothing of it any more.
   *
   * @param calls may look at the play before it gives the next one
   * @param onExplained told of each call with the statements that its answer shows to be kept
   */
  async inTurn(
    calls: Iterable<Planned<Call>>,
    branch: "before" | "after",
    onExplained: (event: PlayEvent<Call, Outcome>, shows: readonly string[]) => void = () => {},
  ): Promise<Unexplained<Call, Outcome> | undefined> {
    for (const planned of calls) {
      const event = await this.#make(planned, branch);
      if (!event) continue;
      const followed = follow(this.#known, event, this.#playing.spec);
      if (isForbidden(followed)) return { event, forbidden: followed };
      this.#known = followed.known;
      if (followed.shows.length > 0 && event.outcome.kind !== "accepted") this.#refusals++;
      onExplained(event, followed.shows);
    }
    return undefined;
  }

  /**
   * Makes the calls of several branches side by side, from one barrier, each over a connection of its own.
   * Gives as few of them as no order explains, where none explains them all.
   *
   * @throws what `make` throws, when every branch has ended
   * @throws TooManyOrders where nothing can be said of some of them, and nothing is wrong with the others
   */
  async together(
    branches: readonly Branch<Call>[],
  ): Promise<Unordered<State, Call, Outcome> | undefined> {
    const events: PlayEvent<Call, Outcome>[] = [];
    const running = branches.map(async ({ after, calls }, branch) => {
      if (after > 0) await delay(after);
      for (const planned of calls) {
        const event = await this.#make(planned, branch);
        if (event) events.push(event);
      }
    });
    // What is still in flight must not run into the clean-up.
    const broken = (await Promise.allSettled(running)).find(({ status }) => status === "rejected");
    if (broken?.status === "rejected") throw broken.reason;
    const found = explainHistory(events, this.#known, this.#playing.spec);
    const [first] = found.unexplained.toSorted((a, b) => a.events.length - b.events.length);
    if (first) return first;
    if (found.unjudged.length > 0) throw new TooManyOrders(found.unjudged);
    this.#known = found.known;
    return undefined;
  }

  async #make(
    planned: Planned<Call>,
    branch: PlayEvent<Call, Outcome>["branch"],
  ): Promise<PlayEvent<Call, Outcome> | undefined> {
    const began = this.#moment++;
    const made = await this.#playing.make(planned);
    if (!made) return undefined;
    const event = { ...planned, ...made, branch, began, ended: this.#moment++ };
    this.#history.push(event);
    return event;
  }
}
