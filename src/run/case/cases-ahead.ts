import type { CaseResult } from "./trace.ts";
import type { Inputs } from "./unit-options.ts";

/** Cases of a unit that run beside each other, though each is judged when it is its turn. */
export interface CasesAhead {
  /** What the next case comes to, in the order of the inputs; undefined where there is none left. */
  next(): Promise<CaseResult> | undefined;
  /** Begins no other, and waits for those under way: nobody asks for them any more. */
  end(): Promise<void>;
}

/**
 * Over a link a case waits for its answers most of the time: a rule with many requests in a row would end
 * long after the others. Which cases are judged, and in which order, is the same for any number.
 *
 * @param many how many run at the same time, at most
 * @param run the nth case
 */
export function casesAhead(
  inputs: readonly Inputs[],
  many: number,
  run: (inputs: Inputs, nth: number) => Promise<CaseResult>,
): CasesAhead {
  const underWay = new Map<number, Promise<CaseResult>>();
  let begun = 0;
  let asked = 0;

  function begin(): void {
    while (begun < Math.min(inputs.length, asked + many)) {
      const nth = begun++;
      const result = run(inputs[nth] ?? {}, nth);
      // What nobody asks for any more may fail unheard.
      result.catch(() => undefined);
      underWay.set(nth, result);
    }
  }

  return {
    next() {
      begin();
      const result = underWay.get(asked);
      underWay.delete(asked++);
      return result;
    },
    async end() {
      begun = inputs.length;
      await Promise.allSettled(underWay.values());
      underWay.clear();
    },
  };
}
