import type { Change } from "../../src/model/diff.ts";
import { reasons, toneOf, transition } from "./diff-words.ts";

export interface GroupedChanges {
  /** Each with something to tell of its own. */
  readonly telling: readonly Change[];
  /** Those that share everything but their rule: transition and reasons. */
  readonly groups: readonly (readonly [Change, ...Change[]])[];
}

/** Changes of one kind in their order, with those together that have nothing to tell but their reason. */
export function groupChanges(changes: readonly Change[]): GroupedChanges {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    if (isTelling(change)) continue;
    const key = JSON.stringify([toneOf(change), transition(change), reasons(change)]);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return { telling: changes.filter(isTelling), groups: [...groups.values()] };
}

function isTelling(change: Change): boolean {
  if (change.behaviour !== undefined) return true;
  // A hundred rules that nobody judges any more have one reason.
  return toneOf(change) === "bad" && change.kind !== "no-longer-judged";
}
