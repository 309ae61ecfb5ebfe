import { createHash } from "node:crypto";
import { type Binding, traitsOf } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";

/**
 * The sets of bindings that a rule is judged over, each with a verdict of its own: one for every
 * binding, or all at once for a rule about several. A filter leaves out bindings; a rule about
 * several needs at least two of them.
 */
export function bindingSets(
  rule: Rule,
  wanted: readonly Binding[] | undefined,
): readonly (readonly Binding[])[] {
  const isWanted = (binding: Binding): boolean =>
    wanted === undefined || traitsOf(binding).isAlone || wanted.includes(binding);
  const bindings = rule.bindings.filter(isWanted);
  if (!rule.together) return bindings.map((binding) => [binding]);
  return bindings.length > 1 ? [bindings] : [];
}

/** A rule over some of its bindings, as one name; over none where a filter left it none. */
export function unitName({ id }: Pick<Rule, "id">, bindings: readonly string[]): string {
  return `${id} ${bindings.join("+")}`;
}

/**
 * `sha256:…` of what a whole run is to judge: the same for every shard of it, and for no other run
 * with other filters.
 *
 * @param units each rule's id with one of its bindings, and the shard that judges it
 * @param effort how hard each is tried, where that is laid down
 */
export function planDigest(
  units: readonly (readonly [rule: string, binding: string, shard: number])[],
  effort: string,
): string {
  const sorted = units.map((unit) => JSON.stringify(unit)).sort();
  return `sha256:${createHash("sha256")
    .update(JSON.stringify([effort, ...sorted]))
    .digest("hex")}`;
}
