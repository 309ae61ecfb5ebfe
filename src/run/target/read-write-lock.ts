/**
 * Cases run side by side, but a confirmation runs alone: what fails then cannot be blamed on a case
 * that ran beside it. A waiting confirmation keeps new cases from starting.
 */
export interface ReadWriteLock {
  shared<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createReadWriteLock(): ReadWriteLock {
  let inside = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** What waits for the last of the cases inside to leave. */
  let onEmpty: (() => void) | undefined;

  const empty = async (): Promise<void> => {
    if (inside === 0) return;
    await new Promise<void>((resolve) => {
      onEmpty = resolve;
    });
  };

  return {
    async shared(work) {
      while (waiting > 0) await last;
      inside++;
      try {
        return await work();
      } finally {
        if (--inside === 0) onEmpty?.();
      }
    },
    alone(work) {
      waiting++;
      const running = last.then(empty).then(work);
      last = running.then(done, done);
      return running;
    },
  };

  function done(): void {
    waiting--;
  }
}
