import type { Binding } from "../../model/binding.ts";
import type { Deviation } from "../../model/deviation.ts";
import type { DeviationReport } from "../../model/known.ts";
import type { RuleReport, TargetReport } from "../../model/report.ts";
import { cut, oneLine } from "../answer/quote.ts";
import { withoutIds } from "../answer/without-ids.ts";
import { isAbout } from "./excuses.ts";
import { newOpenEntries } from "./plan-open-entries.ts";

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
 * The update of a deviations file after a run: each failure that no entry is about gets one of its own,
 * and so does a MUST rule that cannot be judged because of a failure; an entry goes when its rule was judged over all its bindings and holds, on every target of the file.
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
      const all = bindingsOf(rule.id);
      return [
        ...newEntries(rule, own, all, today),
        ...newOpenEntries(rule, { own, all, rules, today }),
      ];
    }),
  );
  const whole = new Set(
    found.flatMap((entry) => (entry.binding === undefined ? [keyOf(entry)] : [])),
  );
  return {
    add: distinct(
      found.filter((entry) => {
        const { binding: _, ...unbound } = entry;
        return entry.binding === undefined || !whole.has(keyOf(unbound));
      }),
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
  const unlisted = unlistedFailures(rule, own);
  const signatures = [...new Set(unlisted.map(({ signature }) => signature))];
  return signatures.flatMap((signature) => {
    const same = unlisted.filter((one) => one.signature === signature);
    const isWhole = all.every((label) => same.some(({ binding }) => binding === label));
    return same.slice(0, isWhole ? 1 : undefined).map(({ binding, reason }) => ({
      rule: rule.id,
      // A rule about several bindings at once has no verdict over one of them.
      ...(isWhole || binding.includes("+") ? {} : { binding: binding as Binding }),
      ...(signature === undefined ? {} : { signature }),
      reason: `unreviewed: ${cut(withoutIds(oneLine(reason)))}`,
      since: today,
    }));
  });
}

interface Unlisted {
  readonly binding: string;
  /** Undefined where there is no evidence to tell the failure by. */
  readonly signature: string | undefined;
  readonly reason: string;
}

/** The failures of a rule that no entry is about, expired or not. */
function unlistedFailures(rule: RuleReport, own: readonly DeviationReport[]): readonly Unlisted[] {
  const failing = Object.keys(rule.bindings).filter((label) => rule.bindings[label] === "fail");
  return failing.flatMap((binding): readonly Unlisted[] => {
    const failures = rule.failures.filter((failure) => failure.binding === binding);
    const isListed = (signature: string): boolean =>
      own.some((entry) => isAbout(entry, rule.id, { binding, signature }));
    if (failures.length === 0) {
      const reason = rule.reasons?.[binding] ?? rule.reason ?? rule.title;
      return isListed("") ? [] : [{ binding, signature: undefined, reason }];
    }
    return failures
      .filter(({ signature }) => !isListed(signature))
      .map(({ signature, expected, actual }) => ({
        binding,
        signature: signature === "" ? undefined : signature,
        reason: `expected ${expected.join(" and ")}, got ${actual}`,
      }));
  });
}

function distinct<T extends Deviation>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
}

function keyOf({ rule, binding, signature, because }: Omit<Deviation, "reason" | "since">): string {
  return `${rule} ${binding ?? ""} ${signature ?? ""} ${because ?? ""}`;
}
