import { isLinearizable } from "./linearizable.ts";
import type { Outcome, RaceEvent } from "./race-event.ts";
import type { SequentialSpec } from "./sequential-spec.ts";

/** More calls than these are not taken away to find those that are too many. */
const MOST = 4;

/**
 * What is wrong with a history that no order explains, without whatever surrounds it: the call after
 * the race that no order allows, or the fewest calls of the race without which some order explains the
 * rest. `delete: refused`
 *
 * @param unexplained the call with which the history stops being explained
 */
export function culprits<S, C extends { readonly call: string }>(
  history: readonly RaceEvent<C>[],
  unexplained: RaceEvent<C>,
  spec: SequentialSpec<S, C>,
): string {
  if (unexplained.branch === "after") return kindOf(unexplained);
  const race = history.filter(({ branch }) => branch !== "after");
  const together = race.filter(({ branch }) => branch !== "before");
  for (let size = 1; size <= MOST; size++) {
    const guilty = subsets(together, size)
      .filter((taken) =>
        isLinearizable(
          race.filter((one) => !taken.includes(one)),
          spec,
        ),
      )
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

function kindOf<C extends { readonly call: string }>({ call, outcome }: RaceEvent<C>): string {
  return `${call.call}: ${wordOf(outcome)}`;
}

function wordOf(outcome: Outcome): string {
  return outcome.kind === "accepted" && outcome.bytes ? "other bytes" : outcome.kind;
}
