import { mergeVerdicts } from "../../judge/report/merge-verdicts.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { invariantsLast, watchInvariants } from "../case/invariant.ts";
import { judgeUnit } from "../case/judge-unit.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import type { OpenTarget } from "../target/open-target.ts";
import type { Corpus } from "./corpus.ts";
import { weightedPick } from "./weighted-pick.ts";

/** Generated cases of a unit in one round: few, so that what is new can take over soon. */
export const SLICE = 20;
/** So long a long case may take, with its repetition and all that is to be removed. */
const LONG_CASE_MS = 60_000;
const HEAVIEST = 32;
const LIGHTEST = 0.25;
/** What shows something new is tried twice as often, what does not a little less. */
const GAIN = 2;
const LOSS = 0.8;

export interface FuzzUnit {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
  /** The next round; a resumed campaign goes on where it was. */
  round: number;
  verdict: UnitVerdict | undefined;
}

export interface FuzzOptions {
  readonly open: OpenTarget;
  readonly units: readonly FuzzUnit[];
  readonly vocabulary: Vocabulary;
  readonly corpus: Corpus;
  /** Once aborted, no case begins any more. */
  readonly timeUp: AbortSignal;
  readonly signal: AbortSignal;
  /** How long there is until then, in milliseconds; without it there are no long cases. */
  readonly timeLeft?: () => number;
  /** Numbers from 0 up to 1, evenly spread, that the seed determines. */
  readonly random: () => number;
  /** A verdict of a round as it is kept; default: as it is. */
  readonly keep?: (verdict: UnitVerdict) => UnitVerdict;
  /** Told after each round; true ends the campaign. */
  readonly onRound: (unit: FuzzUnit, round: UnitVerdict) => boolean;
}

/**
 * Judges units again and again until the time is up: each once in order, then by weights that favour
 * those whose last rounds showed answers of a kind, or transitions, not seen before. A unit that
 * failed is done. Invariants are judged once, by the answers of all rounds.
 */
export async function fuzz(options: FuzzOptions): Promise<void> {
  const { open, timeUp, signal } = options;
  const over = AbortSignal.any([signal, timeUp]);
  const { first: units, last } = invariantsLast(options.units);
  watchInvariants(
    open,
    last.map(({ rule }) => rule),
  );
  const weights = new Map<FuzzUnit, number>();
  const weightOf = (unit: FuzzUnit): number => weights.get(unit) ?? 1;
  const waiting = units.filter(({ verdict }) => verdict?.verdict !== "fail");
  const fresh = [...waiting];
  let enough = false;

  const next = (): FuzzUnit | undefined => {
    const unit = fresh.shift() ?? weightedPick(waiting, weightOf, options.random());
    if (unit && waiting.includes(unit)) waiting.splice(waiting.indexOf(unit), 1);
    return unit;
  };

  async function worker(): Promise<void> {
    while (!enough && !over.aborted) {
      const unit = next();
      if (!unit) return;
      const kinds = open.coverage.kinds();
      const round = await runRound(unit, options, over);
      const isNew = open.coverage.kinds() > kinds;
      const weight = weightOf(unit) * (isNew ? GAIN : LOSS);
      weights.set(unit, Math.min(HEAVIEST, Math.max(LIGHTEST, weight)));
      enough ||= options.onRound(unit, round);
      const { verdict } = round;
      if (verdict !== "fail" && verdict !== "not-applicable") waiting.push(unit);
    }
  }

  const workers = Math.min(open.target.limits.concurrency, units.length);
  const results = await Promise.allSettled(
    Array.from({ length: workers }, () =>
      worker().catch((error: unknown) => {
        enough = true;
        throw error;
      }),
    ),
  );
  for (const result of results) if (result.status === "rejected") throw result.reason;
  // When every other answer is there, whatever the time is then.
  for (const unit of last) {
    if (enough || signal.aborted) return;
    if (unit.verdict?.verdict === "fail") continue;
    enough = options.onRound(unit, await runRound(unit, options, signal));
  }
}

async function runRound(
  unit: FuzzUnit,
  options: FuzzOptions,
  signal: AbortSignal,
): Promise<UnitVerdict> {
  const { rule, bindings } = unit;
  const { open, vocabulary } = options;
  const { round } = unit;
  const target = open.target.name;
  const corpus = options.corpus.inputsFor({ target, rule, binding: bindings.join("+") });
  const judged = await judgeUnit({
    open,
    rule,
    bindings,
    runs: SLICE,
    vocabulary,
    round,
    // First every rule is judged once; and what a long case made has to be removed in time.
    long: round > 0 && (options.timeLeft?.() ?? 0) > LONG_CASE_MS,
    corpus,
    signal,
  });
  const verdict = options.keep?.(judged) ?? judged;
  for (const failure of verdict.failures) options.corpus.add(rule, failure);
  unit.round++;
  unit.verdict = mergeVerdicts(unit.verdict, verdict);
  return verdict;
}
