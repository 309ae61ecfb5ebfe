import type { Binding } from "../model/binding.ts";
import type { Deviation } from "../model/deviation.ts";
import type { DeviationReport, RuleReport, TargetReport } from "../model/report.ts";
import { cut, oneLine } from "./quote.ts";
import { withoutIds } from "./without-ids.ts";

/** What to change in a deviations file so that it says what a run saw. */
export interface DeviationsUpdate {
  /** In the order of the rules' ids. */
  readonly add: readonly Deviation[];
  /** Entries of rules that hold by now. */
  readonly remove: readonly DeviationReport[];
  /** Entries that have expired while their rules still fail: a decision for people. */
  readonly expired: readonly DeviationReport[];
}

/**
 * The update of a deviations file after a run: each failure that no entry is about gets one, and an
 * entry goes when its rule was judged over all its bindings and holds, on every target of the file.
 * What was not judged changes nothing; an entry that has expired is not renewed.
 *
 * @param targets those that share the file, with their deviations judged
 * @param bindingsOf the bindings of a rule as reports name them, selected or not
 * @param today `YYYY-MM-DD`
 */
export function planDeviationsUpdate(
  targets: readonly TargetReport[],
  bindingsOf: (rule: string) => readonly string[],
  today: string,
): DeviationsUpdate {
  const entries = targets.flatMap(({ deviations = [] }) => deviations);
  const having = (state: DeviationReport["state"]): readonly DeviationReport[] =>
    distinct(entries.filter((entry) => entry.state === state));
  const isStaleEverywhere = (entry: DeviationReport): boolean =>
    entries.filter((one) => keyOf(one) === keyOf(entry)).every(({ state }) => state === "stale");
  const found = targets.flatMap(({ rules, deviations = [] }) =>
    rules.flatMap((rule) => {
      const own = deviations.filter((entry) => entry.rule === rule.id);
      return newEntries(rule, own, bindingsOf(rule.id), today);
    }),
  );
  const whole = new Set(found.flatMap(({ rule, binding }) => (binding === undefined ? rule : [])));
  return {
    add: distinct(
      found.filter(({ rule, binding }) => binding === undefined || !whole.has(rule)),
    ).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    remove: having("stale").filter(isStaleEverywhere),
    expired: having("expired"),
  };
}

function newEntries(
  rule: RuleReport,
  own: readonly DeviationReport[],
  all: readonly string[],
  today: string,
): readonly Deviation[] {
  const isListed = (label: string): boolean =>
    own.some(({ binding }) => binding === undefined || binding === label);
  const failing = Object.keys(rule.bindings).filter((label) => rule.bindings[label] === "fail");
  const unlisted = failing.filter((label) => !isListed(label));
  if (unlisted.length === 0) return [];
  const entry = (label: string): Omit<Deviation, "rule" | "binding"> => ({
    reason: `unreviewed: ${reasonOf(rule, label)}`,
    since: today,
  });
  const isWhole = own.length === 0 && all.every((label) => failing.includes(label));
  return unlisted.slice(0, isWhole ? 1 : undefined).map((label) => ({
    rule: rule.id,
    // A rule about several bindings at once has no verdict over one of them.
    ...(isWhole || label.includes("+") ? {} : { binding: label as Binding }),
    ...entry(label),
  }));
}

function reasonOf({ reasons, reason, title }: RuleReport, label: string): string {
  return cut(withoutIds(oneLine(reasons?.[label] ?? reason ?? title)));
}

function distinct<T extends Deviation>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
}

function keyOf({ rule, binding }: Deviation): string {
  return `${rule} ${binding ?? ""}`;
}
