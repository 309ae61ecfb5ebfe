import { evaluateEach } from "../../judge/checks/evaluate.ts";
import type { ScopeValue } from "../../judge/checks/scope.ts";
import type { Operation, Operations } from "../../model/operation.ts";
import type { DescribedTarget } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";
import { referencesIn } from "../../rules/check/references.ts";
import { whyForbidden } from "../target/authority.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { serviceOf } from "./remove-entry.ts";

/** A journal may have been written by anybody: of it nothing is taken for known. */
const NOBODY_KNOWS = { covers: () => false };

/**
 * Why what an entry of a journal wants is not done: a journal is no permission. It may have called what its
 * service declares as the removal of such a thing, with the values that the service declares, where the
 * target permits it. Undefined where it may.
 */
export function whyNotRemoved(
  entry: JournalEntry,
  known: DescribedTarget & { readonly operations: Operations },
): string | undefined {
  const { target } = known;
  if (entry.process) {
    return target.launch
      ? undefined
      : `it wants a process ended, and the target ${JSON.stringify(target.name)} launches none`;
  }
  const { remove } = entry;
  if (!remove || entry.id === undefined) {
    return target.safety === "read-only"
      ? `the safety of the target ${JSON.stringify(target.name)} is read-only: nothing is looked for and removed there`
      : undefined;
  }
  const own = known.operations[serviceOf(known, entry) ?? ""] ?? {};
  const operation = Object.hasOwn(own, remove.call) ? own[remove.call] : undefined;
  const makers = Object.values(own).filter(({ creates }) => creates?.remove.call === remove.call);
  if (!operation || makers.length === 0) {
    return `it wants ${remove.call} called, which does not remove anything that a run creates`;
  }
  if (!makers.some((maker) => isRemovalBy(maker, entry))) {
    return `it wants ${remove.call} called in another way than the one that removes ${JSON.stringify(entry.id)}`;
  }
  return whyForbidden(
    { operation, with: remove.with, at: remove.at },
    {
      ...known,
      unissued: NOBODY_KNOWS,
    },
  );
}

/** Whether the call of an entry is that by which things of a maker are removed. */
function isRemovalBy({ creates }: Operation, { id = "", remove }: JournalEntry): boolean {
  if (!creates || !remove) return false;
  const declared = creates.remove;
  const names = Object.keys(declared.with).sort();
  if (names.join("\n") !== Object.keys(remove.with).sort().join("\n")) return false;
  if ((declared.at === undefined) !== (remove.at === undefined)) return false;
  const scope = new Map<string, ScopeValue>([["id", id]]);
  const same = (value: JsonValue, given: JsonValue | undefined): boolean =>
    !isOverId(value) ||
    JSON.stringify(evaluateEach({ value }, scope)["value"]) === JSON.stringify(given);
  return (
    Object.entries(declared.with).every(([name, value]) => same(value, remove.with[name])) &&
    (declared.at === undefined || same(declared.at, remove.at))
  );
}

/** What stands on other values of the call that made it, nobody remembers. */
function isOverId(value: JsonValue): boolean {
  return referencesIn(value).every((reference) => reference === "$id");
}
