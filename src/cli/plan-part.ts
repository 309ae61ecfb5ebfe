import { UsageError } from "../model/errors.ts";
import type { RunInfo } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { bindingSets, planDigest, rulesOfShard } from "../rules/select/plan-units.ts";
import { formatShard, type Shard } from "../rules/select/shard.ts";
import type { RunOptions } from "./run-options.ts";

/** What of the selected rules this run judges: all of them, or those of its shard. */
export interface Part {
  readonly rules: readonly Rule[];
  /** Each with the bindings that it is judged over, as reports name them. */
  readonly selected: readonly { readonly rule: Rule; readonly bindings: readonly string[] }[];
  /** Ids of selected rules that other shards judge, at least over some binding. */
  readonly elsewhere: readonly string[];
  readonly shard?: Shard;
  /** What reports say of the part. */
  readonly info: Pick<RunInfo, "shard" | "plan">;
}

/**
 * @param effort how hard each unit is tried: the same in all shards of a run
 * @throws UsageError (`shard-without-seed`) for a shard whose cases would be those of no other: shards
 *   of one run are told by their seed
 */
export function planPart(
  selected: readonly Rule[],
  { shard, binding, seed }: Pick<RunOptions, "shard" | "binding" | "seed">,
  effort: string,
): Part {
  if (shard && seed === undefined) {
    const message = "the shards of a run need the same seed";
    const hint = "give every one of them the same --seed N";
    throw new UsageError("shard-without-seed", [{ message, hint }]);
  }
  const rules = rulesOfShard(selected, binding, shard);
  const labels = (rule: Rule, of: Shard | undefined): readonly string[] =>
    bindingSets(rule, binding, of).map((bindings) => bindings.join("+"));
  const units = selected.flatMap((rule) =>
    labels(rule, undefined).map((label) => [rule.id, label] as const),
  );
  return {
    rules,
    selected: rules.map((rule) => ({ rule, bindings: labels(rule, shard) })),
    elsewhere: selected
      .filter(
        (rule) =>
          // One without a binding that was asked for is in one shard all the same, which says so.
          !rules.includes(rule) || labels(rule, undefined).length > labels(rule, shard).length,
      )
      .map(({ id }) => id),
    ...(shard ? { shard } : {}),
    info: shard ? { shard: formatShard(shard), plan: planDigest(units, effort) } : { shard: null },
  };
}
