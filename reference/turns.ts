/** Runs tasks one after the other, in the order in which they were given. */
export type Turns = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue of its own. A task that fails does not keep the next one from running. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => undefined);
    return next;
  };
}
