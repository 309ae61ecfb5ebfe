import { createHash } from "node:crypto";
import type { Rule } from "../../model/rule.ts";

/** One of `of` parts of a run; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * The shard that judges a rule over some of its bindings, from 1. It depends on the rule's id, its
 * bindings and the number of shards only: neither filters nor other rules move a unit elsewhere.
 *
 * @param bindings one binding of the rule; all that were asked for of a rule about several; or none
 */
export function shardOf(rule: Rule, bindings: readonly string[], of: number): number {
  // A filter may leave out some of several bindings: their rule stays where it is.
  const unit = rule.together ? "" : bindings.join("+");
  return (createHash("sha256").update(`${rule.id}\0${unit}`).digest().readUInt32BE(0) % of) + 1;
}

/** A shard as the command line and reports write it: `2/4`. */
export function formatShard({ index, of }: Shard): string {
  return `${index}/${of}`;
}
