import { distinctUnmet } from "../../judge/report/same-call.ts";
import type { Failure } from "../../model/failure.ts";
import { promiseWords } from "../../model/promise-words.ts";
import type { Rule } from "../../model/rule.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import type { FailureKind } from "./signature.ts";

/** After so many cases that could not be judged there is no hope for the rest. */
const MAX_UNDECIDED = 3;

/** What a unit collects while its cases run. */
export interface Tally {
  cases: number;
  /** Which row of the rule's tables is being judged, from 0. */
  row: number;
  requests: number;
  undecided: number;
  reason: string | undefined;
  /** The calls that what could not be judged rests on, one of each kind. */
  readonly unmet: UnmetCall[];
  /** Something else was in the way as well, or instead. */
  isOtherwiseUndecided: boolean;
  unavailable: string | undefined;
  flaky: string | undefined;
  readonly failures: Failure[];
  /** What those failures are. */
  readonly kinds: FailureKind[];
  /** Statements that something was judged about. */
  readonly exercised: Set<string>;
  readonly observed: Record<string, string>;
  readonly alternatives: Record<string, number>;
}

export function newTally(): Tally {
  return {
    cases: 0,
    row: 0,
    requests: 0,
    undecided: 0,
    reason: undefined,
    unmet: [],
    isOtherwiseUndecided: false,
    unavailable: undefined,
    flaky: undefined,
    failures: [],
    kinds: [],
    exercised: new Set(),
    observed: {},
    alternatives: {},
  };
}

/** Notes what kept a case, or one way of the control, from being judged; no call where it was something else. */
export function noteUnmet(tally: Tally, ...unmet: readonly UnmetCall[]): void {
  tally.unmet.push(...unmet);
  if (unmet.length === 0) tally.isOtherwiseUndecided = true;
}

/** The calls that a unit could not be judged for, where nothing else was in the way. */
function unmetOf(tally: Tally): readonly UnmetCall[] | undefined {
  if (tally.isOtherwiseUndecided || tally.unmet.length === 0) return undefined;
  return distinctUnmet(tally.unmet);
}

/** Whether further cases would tell nothing more. */
export function isHopeless(tally: Tally): boolean {
  return tally.undecided >= MAX_UNDECIDED || tally.unavailable !== undefined;
}

/**
 * What a MAY rule saw. One that judges its answers says whether what it says holds, and if not what the
 * server does instead, in words that can be compared between servers.
 */
export function observedBy(rule: Rule, tally: Tally): Readonly<Record<string, string>> {
  const tells = Object.keys(tally.observed).length > 0;
  const judges =
    rule.promised !== undefined ||
    (rule.property !== undefined && !tells) ||
    tally.exercised.size > 0;
  if (!judges || tally.cases === 0) return tally.observed;
  const what = rule.editions ? `what ${promiseWords(rule.editions)}` : "what the rule says";
  const differs = tally.failures.map(({ signature }) => signature).join("; ");
  return { ...tally.observed, [what]: differs === "" ? HOLDS : `differs: ${differs}` };
}

const HOLDS = "holds";

/**
 * The verdict that a unit comes to, and why.
 *
 * @param applicable why the rule does not apply; undefined when it does
 * @param control why its control does not hold; undefined when it does
 */
export function verdictOf(
  rule: Rule,
  tally: Tally,
  applicable: string | undefined,
  control: string | undefined,
): Pick<UnitVerdict, "verdict" | "reason" | "flaky" | "unmet"> {
  if (applicable !== undefined) return { verdict: "not-applicable", reason: applicable };
  const unmet = unmetOf(tally);
  const because = unmet ? { unmet } : {};
  if (control !== undefined) return { verdict: "inconclusive", reason: control, ...because };
  const [failure] = tally.failures;
  if (failure && rule.level === "MAY") return { verdict: "observed", reason: null };
  if (failure) {
    const reason = `expected ${failure.expected.join(" and ")}, got ${failure.actual}`;
    return { verdict: "fail", reason };
  }
  if (tally.flaky !== undefined) {
    return { verdict: "inconclusive", reason: tally.flaky, flaky: true };
  }
  // A case that the target has nothing for leaves the others as they were judged.
  if (tally.unavailable !== undefined && tally.cases === 0) {
    return { verdict: "not-applicable", reason: tally.unavailable };
  }
  if (tally.reason !== undefined) {
    return { verdict: "inconclusive", reason: tally.reason, ...because };
  }
  return { verdict: rule.level === "MAY" ? "observed" : "pass", reason: null };
}
