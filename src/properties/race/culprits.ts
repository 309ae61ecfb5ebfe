import { isExplained } from "./is-explained.ts";
import type { Outcome, RaceEvent } from "./race-event.ts";
import type { SequentialSpec } from "./sequential-spec.ts";

/**
 * What is wrong with a history that no order explains, without whatever surrounds it: the call after
 * the race that no order allows, or the calls of the race each of which would be the last to take away.
 * `delete: refused`
 *
 * @param unexplained the call with which the history stops being explained
 */
export function culprits<S, C extends { readonly call: string }>(
  history: readonly RaceEvent<C>[],
  unexplained: RaceEvent<C>,
  spec: SequentialSpec<S, C>,
): string {
  const race = history.filter(({ branch }) => branch !== "after");
  const guilty =
    unexplained.branch === "after"
      ? []
      : race.filter((one) =>
          isExplained(
            race.filter((other) => other !== one),
            spec,
          ),
        );
  const words = (guilty.length > 0 ? guilty : [unexplained]).map(
    ({ call, outcome }) => `${call.call}: ${wordOf(outcome)}`,
  );
  return [...new Set(words)].sort().join(" or ");
}

function wordOf(outcome: Outcome): string {
  return outcome.kind === "accepted" && outcome.bytes ? "other bytes" : outcome.kind;
}
