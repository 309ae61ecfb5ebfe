import { createHash } from "node:crypto";

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
