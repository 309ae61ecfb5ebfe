import type { ScopedDeviation } from "../model/deviation.ts";
import type { DeviationReport, DeviationState, Known } from "../model/known.ts";
import type { RuleReport } from "../model/report.ts";
import type { VerdictKind } from "../model/verdict.ts";
import { isAbout, isExpired } from "./excuses.ts";

/** Rules with what the deviations file says of each, and what became of its entries. */
export interface JudgedDeviations {
  readonly rules: readonly RuleReport[];
  readonly deviations: readonly DeviationReport[];
}

/**
 * Holds the entries of a deviations file against what was judged. Only a failure is excused, never what
 * could not be judged (but for what is known to be flaky); an entry with a signature excuses that failure
 * alone; and an entry is stale only when every binding that it is about was judged and
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
  const deviations = entries
    .flatMap((entry): DeviationReport[] => {
      const rule = byId.get(entry.rule);
      return rule ? [{ ...entry, state: stateOf(entry, rule, today) }] : [];
    })
    .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  const judged = rules.map((rule) => {
    const own = deviations.filter((entry) => entry.rule === rule.id);
    const failures = rule.failures.map((failure) =>
      own.some((entry) => entry.state === "used" && isAbout(entry, rule.id, failure))
        ? { ...failure, known: true as const }
        : failure,
    );
    return { ...rule, failures, known: knownOf(rule, own) };
  });
  return { rules: judged, deviations };
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
  const verdicts = entry.bindings.map((label) => bindings[label]);
  const differs = rule.promise?.holds === false;
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

/** The state of the entries that a rule with that verdict is to tell of. */
const TELLING: Partial<Record<VerdictKind, DeviationState>> = {
  fail: "used",
  pass: "stale",
  inconclusive: "flaky",
};

/** On a failing rule the entries that excuse it, on a passing one those that are stale, as one. */
function knownOf(rule: RuleReport, own: readonly DeviationReport[]): Known | null {
  const state = TELLING[rule.verdict];
  const telling = own.filter((entry) => entry.state === state);
  if (telling.length === 0) return null;
  const texts = (of: (entry: DeviationReport) => string | undefined): readonly string[] => [
    ...new Set(telling.flatMap((entry) => of(entry) ?? [])),
  ];
  const [since] = [...texts((entry) => entry.since)].sort();
  const [expires] = [...texts((entry) => entry.expires)].sort();
  const [link] = texts((entry) => entry.link);
  const bindings = telling.flatMap((entry) => entry.binding ?? []);
  return {
    reason: texts((entry) => entry.reason).join("; "),
    ...(link === undefined ? {} : { link }),
    ...(since === undefined ? {} : { since }),
    ...(expires === undefined ? {} : { expires }),
    ...(bindings.length === telling.length ? { bindings } : {}),
    ...(telling.some(({ flaky }) => flaky) ? { flaky: true } : {}),
  };
}
