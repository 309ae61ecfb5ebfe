/** Why something is still there. */
export interface Left {
  readonly why: string;
  /** The server gave no answer to the call, or none that says that it will not: another time it may. */
  readonly mayPass: boolean;
}

/** Something that could not be removed. */
export interface LeftThing {
  /** In the words of the user: `upload handler`. */
  readonly what: string;
  readonly id: string;
  readonly left: Left;
  /** Removes it, or says why it is still there; absent where that is not tried again. */
  readonly again?: () => Promise<Left | undefined>;
  /** Its name is kept nowhere any more: there are too many. */
  readonly forgotten?: () => void;
}

/** What of a run could not be removed from a target: tried again while the run goes on, and told at its end. */
export interface Leftovers {
  add(thing: LeftThing): void;
  /** Tries the one that has waited longest again: something else was just removed, so that it may be removed, too. */
  tryOne(): Promise<void>;
  /** What is there, each with the reason; of very many the first by name. */
  words(): readonly string[];
}

interface Kept extends Omit<LeftThing, "left" | "again"> {
  left: Left;
  tries: number;
  again: LeftThing["again"];
}

/** A server that answers badly now and then is asked so often; one that never removes anything is no busier for it. */
const MOST_TRIES = 4;
/** So many are known by name: a server that removes nothing for days fills neither memory nor disk. */
const MOST_NAMED = 2000;

/**
 * @param redact takes secrets out of what is told
 * @param mostNamed so many are kept by name; of the others, how many
 */
export function createLeftovers(
  redact: (text: string) => string,
  mostNamed = MOST_NAMED,
): Leftovers {
  const things = new Set<Kept>();
  const waiting: Kept[] = [];
  const others = new Map<string, { count: number; why: string }>();
  const wait = (thing: Kept): void => {
    if (thing.again && thing.left.mayPass && thing.tries < MOST_TRIES) waiting.push(thing);
    // What its try held on to goes.
    else thing.again = undefined;
  };
  return {
    add({ again, ...thing }) {
      if (things.size >= mostNamed) {
        const count = (others.get(thing.what)?.count ?? 0) + 1;
        others.set(thing.what, { count, why: thing.left.why });
        thing.forgotten?.();
        return;
      }
      const kept = { ...thing, tries: 1, again };
      things.add(kept);
      wait(kept);
    },
    async tryOne() {
      const thing = waiting.shift();
      if (!thing) return;
      thing.tries++;
      const left = await thing.again?.();
      if (left === undefined) {
        things.delete(thing);
        return;
      }
      thing.left = left;
      wait(thing);
    },
    words: () =>
      [
        ...[...things].map(({ what, id, left }) => `${what} ${id}: ${left.why}`),
        ...[...others].map(
          ([what, { count, why }]) => `${count} more, each ${what} with a name of its own: ${why}`,
        ),
      ].map(redact),
  };
}
