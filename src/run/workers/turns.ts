/** What a worker is told about turns. */
export type TurnMessage = "hold" | "go" | "turn";

/** Lets one worker at a time run alone, while the others begin no case. */
export interface Turns {
  /** The worker is there, and runs cases. */
  joined(worker: number): void;
  /** It runs nothing, and waits for its turn. */
  asked(worker: number): void;
  /** It was told to hold, and runs nothing. */
  quieted(worker: number): void;
  /** Its turn is over. */
  ended(worker: number): void;
  /** Its process has ended, in whatever state it was. */
  left(worker: number): void;
}

/**
 * Who asks gets a turn in the order of asking. Those that ask while others hold take their turns one after the other:
 * the wait for cases under way is shared, as inside of one process.
 */
export function createTurns(tell: (worker: number, message: TurnMessage) => void): Turns {
  const here = new Set<number>();
  /** In the order of asking. */
  const asking = new Set<number>();
  const told = new Set<number>();
  const quiet = new Set<number>();
  let running: number | undefined;

  function proceed(): void {
    if (running !== undefined) return;
    const [first] = asking;
    if (first === undefined) {
      for (const worker of told) tell(worker, "go");
      told.clear();
      quiet.clear();
      return;
    }
    const busy = [...here].filter((worker) => !asking.has(worker) && !quiet.has(worker));
    for (const worker of busy) {
      if (told.has(worker)) continue;
      told.add(worker);
      tell(worker, "hold");
    }
    if (busy.length > 0) return;
    running = first;
    tell(first, "turn");
  }

  function over(worker: number): void {
    asking.delete(worker);
    if (running === worker) running = undefined;
    proceed();
  }

  return {
    joined: (worker) => void here.add(worker),
    asked(worker) {
      asking.add(worker);
      // It needs not be told: it holds by itself.
      told.delete(worker);
      proceed();
    },
    quieted(worker) {
      if (told.has(worker)) quiet.add(worker);
      proceed();
    },
    ended: over,
    left(worker) {
      for (const some of [here, told, quiet]) some.delete(worker);
      over(worker);
    },
  };
}
