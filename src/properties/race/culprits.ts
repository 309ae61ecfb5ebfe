import type { PlayEvent } from "../sequential/event.ts";
import type { Unordered } from "../sequential/explain-history.ts";
import { explainTogether } from "../sequential/explain-together.ts";
import type { AnyCall, AnyOutcome, SequentialSpec } from "../sequential/spec.ts";
import { kindOf } from "./history-words.ts";

/** More calls than these are not taken away to find those that are too many. */
const MOST = 4;
/** Of more calls in flight together than these no more than one is taken away. */
const MOST_TOGETHER = 12;

/** What is wrong with calls in flight together that no order explains. */
export interface Culprits<Call, Outcome> {
  /** `delete: refused` */
  readonly words: string;
  readonly events: readonly PlayEvent<Call, Outcome>[];
}

/**
 * The calls that are to blame, without whatever surrounds them: the fewest without which some order explains
 * the rest; the one that was answered last where those would be too many.
 */
export function culprits<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  { events, known, last }: Unordered<State, Call, Outcome>,
  spec: SequentialSpec<State, Call, Outcome>,
): Culprits<Call, Outcome> {
  const most = events.length > MOST_TOGETHER ? 1 : MOST;
  for (let size = 1; size <= most; size++) {
    const guilty = subsets(events, size)
      .filter((taken) => {
        const left = events.filter((one) => !taken.includes(one));
        return explainTogether(left, known, spec) !== undefined;
      })
      .map((taken) => ({ events: taken, words: wordsOf(taken) }))
      .sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0));
    const [first] = guilty;
    if (first) return first;
  }
  return events.length > MOST_TOGETHER
    ? { words: kindOf(last), events: [last] }
    : { words: "several", events: [last] };
}

function wordsOf(taken: readonly PlayEvent<AnyCall, AnyOutcome>[]): string {
  return [...new Set(taken.map(kindOf))].sort().join(" and ");
}

function subsets<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return list.flatMap((one, index) =>
    subsets(list.slice(index + 1), size - 1).map((others) => [one, ...others]),
  );
}
