import type { Binding } from "../model/binding.ts";
import { UsageError } from "../model/errors.ts";
import type { RunInfo } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { bindingSets, planDigest, unitName } from "../rules/select/plan-units.ts";
import { formatShard, shareOut } from "../rules/select/shard.ts";
import type { CostOf } from "../run/plan/expected-cost.ts";
import type { RunOptions } from "./run-options.ts";

/** What of the selected rules this run judges: all of them, or those of its shard. */
export interface Part {
  readonly rules: readonly Rule[];
  /** Each with the bindings that it is judged over, as reports name them. */
  readonly selected: readonly { readonly rule: Rule; readonly bindings: readonly string[] }[];
  /** Ids of selected rules that other shards judge, at least over some binding. */
  readonly elsewhere: readonly string[];
  /** Whether a rule is judged here over these bindings; absent: all are. */
  readonly isOwn?: (rule: Rule, bindings: readonly Binding[]) => boolean;
  /** What reports say of the part. */
  readonly info: Pick<RunInfo, "shard" | "plan">;
}

/**
 * A rule that a filter leaves no binding belongs to one shard, too, so that the shards together name every
 * selected rule.
 *
 * @param effort how hard each unit is tried: the same in all shards of a run
 * @param costOf by what shards are balanced, the same in all shards of a run: they would come to other parts else, which their digest tells
 * @throws UsageError (`shard-without-seed`) for a shard whose cases would be those of no other: shards
 *   of one run are told by their seed
 */
export function planPart(
  selected: readonly Rule[],
  { shard, binding, seed }: Pick<RunOptions, "shard" | "binding" | "seed">,
  effort: string,
  costOf: CostOf = () => 1,
): Part {
  const units = selected.flatMap((rule) => {
    const sets = bindingSets(rule, binding);
    return sets.length === 0
      ? [{ rule, bindings: [] }]
      : sets.map((bindings) => ({ rule, bindings }));
  });
  if (!shard) {
    return { rules: selected, selected: labelled(units), elsewhere: [], info: { shard: null } };
  }
  if (seed === undefined) {
    const message = "the shards of a run need the same seed";
    const hint = "give every one of them the same --seed N";
    throw new UsageError("shard-without-seed", [{ message, hint }]);
  }
  const weighed = units.map(({ rule, bindings }) => ({
    name: unitName(rule, bindings),
    cost: costOf(rule, bindings),
  }));
  const shards = shareOut(weighed, shard.of);
  const placeOf = (rule: Rule, bindings: readonly string[]): number =>
    shards.get(unitName(rule, bindings)) ?? 0;
  const isOwn = (rule: Rule, bindings: readonly string[]): boolean =>
    placeOf(rule, bindings) === shard.index;
  const own = units.filter(({ rule, bindings }) => isOwn(rule, bindings));
  const others = units.filter(({ rule, bindings }) => !isOwn(rule, bindings));
  const placed = units.map(
    ({ rule, bindings }) => [rule.id, bindings.join("+"), placeOf(rule, bindings)] as const,
  );
  return {
    rules: rulesOf(own),
    selected: labelled(own),
    elsewhere: rulesOf(others).map(({ id }) => id),
    isOwn,
    info: { shard: formatShard(shard), plan: planDigest(placed, effort) },
  };
}

interface RuleUnit {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
}

/** Each once, in the order of the units. */
function rulesOf(units: readonly RuleUnit[]): readonly Rule[] {
  return [...new Set(units.map(({ rule }) => rule))];
}

function labelled(units: readonly RuleUnit[]): Part["selected"] {
  return rulesOf(units).map((rule) => ({
    rule,
    bindings: units.flatMap((unit) =>
      unit.rule === rule && unit.bindings.length > 0 ? [unit.bindings.join("+")] : [],
    ),
  }));
}
