/** One of `of` parts of a run; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** A shard as the command line and reports write it: `2/4`. */
export function formatShard({ index, of }: Shard): string {
  return `${index}/${of}`;
}

/** What one shard judges, and what that takes, in whatever unit: a number from 0. */
export interface Weighed {
  readonly name: string;
  readonly cost: number;
}

/** Nothing is for nothing: what takes no request is spread over the shards as well. */
const LEAST_COST = 1;

/**
 * The shard of each name, from 1: what takes longest first, always to the shard that has the least so far. By
 * the names and costs alone, in whatever order they come: every process that knows them comes to the same.
 *
 * @param units whose names differ
 * @param of how many shards there are, from 1
 */
export function shareOut(units: readonly Weighed[], of: number): ReadonlyMap<string, number> {
  const loads = Array.from({ length: of }, () => 0);
  const shards = new Map<string, number>();
  for (const { name, cost } of units.toSorted(dearestFirst)) {
    let least = 0;
    for (let at = 1; at < of; at++) if (loadAt(loads, at) < loadAt(loads, least)) least = at;
    loads[least] = loadAt(loads, least) + Math.max(LEAST_COST, cost);
    shards.set(name, least + 1);
  }
  return shards;
}

function loadAt(loads: readonly number[], at: number): number {
  return loads[at] ?? 0;
}

function dearestFirst(one: Weighed, other: Weighed): number {
  if (one.cost !== other.cost) return other.cost - one.cost;
  return one.name < other.name ? -1 : 1;
}
