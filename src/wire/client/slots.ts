/** Places for tasks that may run at a time, taken in the order in which they are asked for. */
export interface Slots {
  /** Takes one: at once, or when the promise that is given is settled. */
  enter(): Promise<void> | undefined;
  /** Gives one back. */
  leave(): void;
}

/** p-limit's work without its closures and promises for a task that need not wait, as nearly none has to. */
export function createSlots(most: number): Slots {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    enter() {
      if (taken >= most) return new Promise((go) => void waiting.push(go));
      taken++;
      return undefined;
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else taken--;
    },
  };
}
