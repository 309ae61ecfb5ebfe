/**
 * Cases run side by side, but a confirmation runs alone: what fails then cannot be blamed on a case
 * that ran beside it. A waiting confirmation keeps new cases from starting.
 */
export interface Gate {
  shared<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  const inside = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const quietly = (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => undefined);

  return {
    async shared(work) {
      while (waiting > 0) await last;
      const running = work();
      const done = quietly(running);
      inside.add(done);
      void done.then(() => inside.delete(done));
      return running;
    },
    alone(work) {
      waiting++;
      const before = last;
      const running = before.then(() => Promise.all(inside)).then(work);
      last = quietly(running).then(() => void waiting--);
      return running;
    },
  };
}
