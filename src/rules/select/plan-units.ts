import { createHash } from "node:crypto";
import { type Binding, traitsOf } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import { type Shard, shardOf } from "./shard.ts";

/**
 * The sets of bindings that a rule is judged over, each with a verdict of its own: one for every
 * binding, or all at once for a rule about several. A filter leaves out bindings; a rule about
 * several needs at least two of them.
 *
 * @param shard leaves out what other shards of the run judge
 */
export function bindingSets(
  rule: Rule,
  wanted: readonly Binding[] | undefined,
  shard?: Shard,
): readonly (readonly Binding[])[] {
  const sets = allSets(rule, wanted);
  if (shard === undefined) return sets;
  return sets.filter((bindings) => shardOf(rule, bindings, shard.of) === shard.index);
}

/**
 * The rules that a shard has something to judge of. A rule that a filter leaves no binding belongs to
 * one shard, too, so that the shards together name every selected rule.
 */
export function rulesOfShard(
  rules: readonly Rule[],
  wanted: readonly Binding[] | undefined,
  shard: Shard | undefined,
): readonly Rule[] {
  if (shard === undefined) return rules;
  return rules.filter((rule) => {
    const sets = allSets(rule, wanted);
    if (sets.length === 0) return shardOf(rule, [], shard.of) === shard.index;
    return bindingSets(rule, wanted, shard).length > 0;
  });
}

function allSets(
  rule: Rule,
  wanted: readonly Binding[] | undefined,
): readonly (readonly Binding[])[] {
  const isWanted = (binding: Binding): boolean =>
    wanted === undefined || traitsOf(binding).isAlone || wanted.includes(binding);
  const bindings = rule.bindings.filter(isWanted);
  if (!rule.together) return bindings.map((binding) => [binding]);
  return bindings.length > 1 ? [bindings] : [];
}

/**
 * `sha256:…` of what a whole run is to judge: the same for every shard of it, and for no other run
 * with other filters.
 *
 * @param units each rule's id with one of its bindings
 * @param effort how hard each is tried, where that is laid down
 */
export function planDigest(
  units: readonly (readonly [rule: string, binding: string])[],
  effort: string,
): string {
  const sorted = units.map((unit) => JSON.stringify(unit)).sort();
  return `sha256:${createHash("sha256")
    .update(JSON.stringify([effort, ...sorted]))
    .digest("hex")}`;
}
