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

/** As many times as long as confirmations took, with the wait for them, cases run until the next. */
const OTHERS_TIMES = 3;

export function createReadWriteLock(): ReadWriteLock {
  let inside = 0;
  const queue: (() => Promise<void>)[] = [];
  /** While it lasts no case starts: what is in the queue runs. */
  let phase: Promise<void> | undefined;
  let notBefore = 0;
  let timer: NodeJS.Timeout | undefined;
  /** What waits for the last of the cases inside to leave. */
  let onEmpty: (() => void) | undefined;

  async function runQueue(): Promise<void> {
    const began = performance.now();
    if (inside > 0) {
      await new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
    }
    for (let next = queue.shift(); next; next = queue.shift()) {
      await next();
      // Who asked for it may have more to do alone.
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    const ended = performance.now();
    notBefore = ended + OTHERS_TIMES * (ended - began);
    phase = undefined;
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
