/**
 * Cases run side by side, but a confirmation runs alone: what fails then cannot be blamed on a case
 * that ran beside it. While one waits for the cases inside to leave no new case starts, so lanes stand
 * empty: those that come soon after each other wait together, and share that wait.
 */
export interface ReadWriteLock {
  shared<T>(work: () => Promise<T>): Promise<T>;
  /** The first at once; while cases run, the next only when the others had their time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** Who else runs cases on the same server, in processes of their own. */
export interface Others {
  /** Waits until none of them runs a case, for one that runs none itself; what it gives lets them go on. */
  quiet(): Promise<() => void>;
  /**
   * Where to ask from now on for the same: no case starts until the promise is settled. Resolves with true when none runs
   * any more, with false where this one waits for its own turn by `quiet`.
   */
  obey(keepQuiet: (until: Promise<void>) => Promise<boolean>): void;
}

/** As many times as long as confirmations took, with the wait for them, cases run until the next. */
const OTHERS_TIMES = 3;

export function createReadWriteLock(others?: Others): ReadWriteLock {
  let inside = 0;
  const queue: (() => Promise<void>)[] = [];
  /** While it lasts no case starts: what is in the queue runs, or others have their turn. */
  let phase: Promise<void> | undefined;
  let isForOthers = false;
  let notBefore = 0;
  let timer: NodeJS.Timeout | undefined;
  /** What waits for the last of the cases inside to leave. */
  let onEmpty: (() => void) | undefined;

  async function emptied(): Promise<void> {
    if (inside === 0) return;
    await new Promise<void>((resolve) => {
      onEmpty = resolve;
    });
  }

  async function runQueue(): Promise<void> {
    const began = performance.now();
    await emptied();
    const letGo = await others?.quiet();
    for (let next = queue.shift(); next; next = queue.shift()) {
      await next();
      // Who asked for it may have more to do alone.
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    letGo?.();
    const ended = performance.now();
    notBefore = ended + OTHERS_TIMES * (ended - began);
    phase = undefined;
  }

  async function keepQuiet(until: Promise<void>): Promise<boolean> {
    while (phase && isForOthers) await phase;
    if (phase) return false;
    isForOthers = true;
    const empty = emptied();
    phase = empty
      .then(() => until)
      .then(() => {
        isForOthers = false;
        phase = undefined;
        beginInTime();
      });
    await empty;
    return true;
  }

  function begin(): void {
    clearTimeout(timer);
    timer = undefined;
    phase ??= runQueue();
  }

  function beginInTime(): void {
    if (phase || timer || queue.length === 0) return;
    const rest = notBefore - performance.now();
    if (inside === 0 || rest <= 0) begin();
    else timer = setTimeout(begin, rest);
  }

  others?.obey(keepQuiet);
  return {
    async shared(work) {
      while (phase) await phase;
      inside++;
      try {
        return await work();
      } finally {
        if (--inside === 0) {
          onEmpty?.();
          onEmpty = undefined;
          if (queue.length > 0) begin();
        }
      }
    },
    alone(work) {
      return new Promise((resolve, reject) => {
        queue.push(() => work().then(resolve, reject));
        beginInTime();
      });
    },
  };
}
