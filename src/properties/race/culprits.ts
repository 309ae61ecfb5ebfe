import type { PlayEvent } from "../sequential/event.ts";
import { explainTogether } from "../sequential/explain-together.ts";
import type { Knowledge } from "../sequential/knowledge.ts";
import type { AnyCall, AnyOutcome, SequentialSpec } from "../sequential/spec.ts";

/** More calls than these are not taken away to find those that are too many. */
const MOST = 4;

/**
 * What is wrong with calls in flight together that no order explains, without whatever surrounds them: the
 * fewest of them without which some order explains the rest. `delete: refused`
 *
 * @param known what was known before them
 */
export function culprits<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  events: readonly PlayEvent<Call, Outcome>[],
  known: Knowledge<State>,
  spec: SequentialSpec<State, Call, Outcome>,
): string {
  for (let size = 1; size <= MOST; size++) {
    const guilty = subsets(events, size)
      .filter((taken) => {
        const left = events.filter((one) => !taken.includes(one));
        return explainTogether(left, known, spec) !== undefined;
      })
      .map((taken) => [...new Set(taken.map(kindOf))].sort().join(" and "));
    const [first] = guilty.sort();
    if (first !== undefined) return first;
  }
  return "several";
}

function subsets<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return list.flatMap((one, index) =>
    subsets(list.slice(index + 1), size - 1).map((others) => [one, ...others]),
  );
}

/** A call and its answer, without names and values. */
export function kindOf({ call, outcome }: PlayEvent<AnyCall, AnyOutcome>): string {
  const isOther = outcome.kind === "accepted" && outcome.bytes;
  return `${call.call}: ${isOther ? "other bytes" : outcome.kind}`;
}
