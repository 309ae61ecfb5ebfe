/**
 * Which faults a judgement can see, as far as earlier servers told: those that the server was asked for
 * while it went on. What never comes to the place of a fault is the same with it and without it.
 */
export interface Reach {
  /** False only where it is known that the server is not asked for the fault meanwhile. */
  mayAsk(judgement: string, fault: string): boolean;
  /**
   * Keeps what a server was asked for during a judgement.
   *
   * @param fault the one that the server has: where it was asked for, a right server may go on otherwise
   */
  learn(judgement: string, fault: string, asked: ReadonlySet<string>): void;
}

export function createReach(): Reach {
  const known = new Map<string, ReadonlySet<string>>();
  return {
    mayAsk: (judgement, fault) => known.get(judgement)?.has(fault) ?? true,
    learn: (judgement, fault, asked) => {
      if (!asked.has(fault)) known.set(judgement, new Set(asked));
    },
  };
}
