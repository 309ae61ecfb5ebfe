import type { Binding } from "../model/binding.ts";
import type { Rule } from "../model/rule.ts";

/**
 * The sets of bindings that a rule is judged over, each with a verdict of its own: one for every
 * binding, or all at once for a rule about several. A filter leaves out bindings; a rule about
 * several needs at least two of them.
 */
export function bindingSets(
  rule: Rule,
  wanted: readonly Binding[] | undefined,
): readonly (readonly Binding[])[] {
  // The second vendor has one binding only: a filter of infoRouter's bindings does not concern it.
  const isWanted = (binding: Binding): boolean =>
    wanted === undefined || binding === "rest" || wanted.includes(binding);
  const bindings = rule.bindings.filter(isWanted);
  if (!rule.together) return bindings.map((binding) => [binding]);
  return bindings.length > 1 ? [bindings] : [];
}
