/** Lets one request at a time change an upload. */
export interface Lock {
  /** The function that gives it back, or undefined where it was not free within the time. */
  readonly take: (waitMs: number) => Promise<(() => void) | undefined>;
}

/** A lock that nobody holds. Who waits gets it in the order of coming. */
export function createLock(): Lock {
  let isHeld = false;
  const waiting: (() => void)[] = [];

  const giveBack = () => {
    const next = waiting.shift();
    if (next) next();
    else isHeld = false;
  };
  const held = () => {
    let isBack = false;
    return () => {
      if (!isBack) giveBack();
      isBack = true;
    };
  };

  return {
    take: (waitMs) => {
      if (!isHeld) {
        isHeld = true;
        return Promise.resolve(held());
      }
      if (waitMs <= 0) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const mine = () => {
          clearTimeout(timer);
          resolve(held());
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(mine), 1);
          resolve(undefined);
        }, waitMs);
        waiting.push(mine);
      });
    },
  };
}
