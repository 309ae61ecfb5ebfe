import type { ScopedDeviation } from "../../model/deviation.ts";
import type { DeviationReport, DeviationState, Known } from "../../model/known.ts";
import type { RuleReport } from "../../model/report.ts";
import type { VerdictKind } from "../../model/verdict.ts";
import {
  type ExcusedFailures,
  excusedFailures,
  isBecauseOf,
  markUnmet,
} from "./because-entries.ts";
import { isAbout, isExpired } from "./excuses.ts";

/** Rules with what the deviations file says of each, and what became of its entries. */
export interface JudgedDeviations {
  readonly rules: readonly RuleReport[];
  readonly deviations: readonly DeviationReport[];
}

/**
 * Holds the entries of a deviations file against what was judged. A failure is excused; what could not be
 * judged only where it is known to be flaky, or where an entry says because of which rule: then that rule has
 * to fail for the call that was in the way, and to be excused for it by an entry of its own. An entry with a
 * signature excuses that failure alone; and an entry is stale only when every binding that it is about was judged and
 * holds. Entries of rules that were not selected are left out; the others come in the order of the rules.
 *
 * @param today `YYYY-MM-DD`; an entry expires when this day is over
 */
export function judgeDeviations(
  rules: readonly RuleReport[],
  entries: readonly ScopedDeviation[],
  today: string,
): JudgedDeviations {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const withStates = (
    about: readonly ScopedDeviation[],
    stateIn: (entry: ScopedDeviation, rule: RuleReport) => DeviationState,
  ): readonly DeviationReport[] =>
    about.flatMap((entry) => {
      const rule = byId.get(entry.rule);
      return rule ? [{ ...entry, state: stateIn(entry, rule) }] : [];
    });
  const ofFailures = withStates(
    entries.filter(({ because }) => because === undefined),
    (entry, rule) => stateOf(entry, rule, today),
  );
  const marked = rules.map((rule) => markFailures(rule, ofFailures));
  const excused = excusedFailures(marked);
  const ofOpen = withStates(
    entries.filter(({ because }) => because !== undefined),
    (entry, rule) => stateOfOpen(entry, rule, excused, today),
  );
  const deviations = [...ofFailures, ...ofOpen].sort((a, b) =>
    a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0,
  );
  const judged = marked.map((rule) => {
    const own = deviations.filter((entry) => entry.rule === rule.id);
    return { ...markUnmet(rule, own, excused), known: knownOf(rule, own) };
  });
  return { rules: judged, deviations };
}

function markFailures(rule: RuleReport, entries: readonly DeviationReport[]): RuleReport {
  const used = entries.filter(({ state }) => state === "used");
  const failures = rule.failures.map((failure) =>
    used.some((entry) => isAbout(entry, rule.id, failure))
      ? { ...failure, known: true as const }
      : failure,
  );
  return { ...rule, failures };
}

function stateOf(entry: ScopedDeviation, rule: RuleReport, today: string): DeviationState {
  const { bindings } = rule;
  const failing = labelsOf(entry, bindings).filter((label) => bindings[label] === "fail");
  if (failing.some((label) => failsAsListed(entry, rule, label))) {
    return isExpired(entry, today) ? "expired" : "used";
  }
  // What it is about may still be there: the rule failed otherwise first.
  if (failing.length > 0) return "not-judged";
  if (entry.flaky) return "flaky";
  return whereItHolds(entry, rule);
}

/** Stale where the rule was judged over all bindings of the entry and holds. */
function whereItHolds(
  entry: ScopedDeviation,
  { bindings, promise }: RuleReport,
): "stale" | "not-judged" {
  const verdicts = entry.bindings.map((label) => bindings[label]);
  const differs = promise?.holds === false;
  const holds = verdicts.some(
    (verdict) => verdict === "pass" || (verdict === "observed" && !differs),
  );
  const open = verdicts.some((verdict) => verdict === undefined || verdict === "inconclusive");
  return holds && !open ? "stale" : "not-judged";
}

/** A failure without evidence has no signature to compare. */
function failsAsListed(entry: ScopedDeviation, rule: RuleReport, label: string): boolean {
  const failures = rule.failures.filter(({ binding }) => binding === label);
  if (failures.length === 0) return entry.signature === undefined;
  return failures.some((failure) => isAbout(entry, rule.id, failure));
}

/** An entry without a binding covers every one, whatever a filter made of their names. */
function labelsOf(
  { binding }: ScopedDeviation,
  bindings: Readonly<Record<string, VerdictKind>>,
): readonly string[] {
  return binding === undefined ? Object.keys(bindings) : [binding];
}

/** The state of an entry that says because of which rule its own is not judged. */
function stateOfOpen(
  entry: ScopedDeviation,
  rule: RuleReport,
  excused: ExcusedFailures,
  today: string,
): DeviationState {
  const open = labelsOf(entry, rule.bindings).filter((label) =>
    rule.unmet?.[label]?.some((call) => isBecauseOf(entry, call, excused)),
  );
  if (open.length === 0) return whereItHolds(entry, rule);
  return isExpired(entry, today) ? "expired" : "used";
}

/** The states of the entries that a rule with that verdict is to tell of. */
const TELLING: Partial<Record<VerdictKind, readonly DeviationState[]>> = {
  fail: ["used"],
  pass: ["stale"],
  inconclusive: ["used", "flaky"],
};

/** On a failing rule the entries that excuse it, on a passing one those that are stale, as one. */
function knownOf(rule: RuleReport, own: readonly DeviationReport[]): Known | null {
  const states = TELLING[rule.verdict] ?? [];
  const telling = own.filter(
    (entry) =>
      states.includes(entry.state) && (rule.verdict !== "fail" || entry.because === undefined),
  );
  if (telling.length === 0) return null;
  const texts = (of: (entry: DeviationReport) => string | undefined): readonly string[] => [
    ...new Set(telling.flatMap((entry) => of(entry) ?? [])),
  ];
  const [since] = [...texts((entry) => entry.since)].sort();
  const [expires] = [...texts((entry) => entry.expires)].sort();
  const [link] = texts((entry) => entry.link);
  const because = texts((entry) => entry.because);
  const bindings = telling.flatMap((entry) => entry.binding ?? []);
  return {
    reason: texts((entry) => entry.reason).join("; "),
    ...(link === undefined ? {} : { link }),
    ...(since === undefined ? {} : { since }),
    ...(expires === undefined ? {} : { expires }),
    ...(bindings.length === telling.length ? { bindings } : {}),
    ...(because.length > 0 ? { because } : {}),
    ...(telling.some(({ flaky }) => flaky) ? { flaky: true } : {}),
  };
}
