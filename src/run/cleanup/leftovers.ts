/** Why something is still there. */
export interface Left {
  readonly why: string;
  /** The server gave no answer to the call, or none that says that it will not: another time it may. */
  readonly mayPass: boolean;
}

/** What of a run could not be removed from a target: tried again while the run goes on, and told at its end. */
export interface Leftovers {
  /**
   * @param name what it is
   * @param again removes it, or says why it is still there
   */
  add(name: string, left: Left, again?: () => Promise<Left | undefined>): void;
  /** Tries the one that has waited longest again: something else was just removed, so that it may be removed, too. */
  tryOne(): Promise<void>;
  /** What is there, each with the reason. */
  words(): readonly string[];
}

interface Thing {
  readonly name: string;
  left: Left;
  tries: number;
  again: (() => Promise<Left | undefined>) | undefined;
}

/** A server that answers badly now and then is asked so often; one that never removes anything is no busier for it. */
const MOST_TRIES = 4;

/** @param redact takes secrets out of what is told */
export function createLeftovers(redact: (text: string) => string): Leftovers {
  const things = new Set<Thing>();
  const waiting: Thing[] = [];
  const wait = (thing: Thing): void => {
    if (thing.again && thing.left.mayPass && thing.tries < MOST_TRIES) waiting.push(thing);
    // What its try held on to goes.
    else thing.again = undefined;
  };
  return {
    add(name, left, again) {
      const thing = { name, left, tries: 1, again };
      things.add(thing);
      wait(thing);
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
    words: () => [...things].map(({ name, left }) => redact(`${name}: ${left.why}`)),
  };
}
