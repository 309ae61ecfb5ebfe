import { isExplained } from "./is-explained.ts";
import type { Outcome, RaceEvent } from "./race-event.ts";
import type { SequentialSpec } from "./sequential-spec.ts";

/**
 * What is wrong with a history that no order explains, without whatever surrounds it: the call after
 * the race that no order allows, or the kind of calls in the race without which some order would
 * explain the rest. `delete: refused`
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
  const guilty = [...new Set(together.map(kindOf))].filter((kind) => {
    const others = race.filter((one) => one.branch === "before" || kindOf(one) !== kind);
    return isExplained(others, spec);
  });
  return guilty.length > 0 ? guilty.sort().join(" or ") : "several";
}

function kindOf<C extends { readonly call: string }>({ call, outcome }: RaceEvent<C>): string {
  return `${call.call}: ${wordOf(outcome)}`;
}

function wordOf(outcome: Outcome): string {
  return outcome.kind === "accepted" && outcome.bytes ? "other bytes" : outcome.kind;
}
