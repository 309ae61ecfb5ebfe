import type { Binding } from "../../model/binding.ts";
import { byteWords } from "../../model/byte-words.ts";
import type { BytePlan, CasePlan } from "../../model/case-plan.ts";
import type { Rule } from "../../model/rule.ts";
import type { DescribedTarget } from "../../model/service.ts";
import { unitName } from "../../rules/select/plan-units.ts";
import { planCases } from "../case/plan-cases.ts";
import { sampleNames } from "../case/sample-names.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import { whyNotApplicable, whyNotOffered } from "../target/applicability.ts";
import { obtainablePrincipals } from "../target/obtainable-principals.ts";
import type { OpenTarget } from "../target/open-target.ts";
import { costOf, type UnitCost } from "./cost.ts";
import { type Measured, planByTime, type TimeBudget } from "./plan-by-time.ts";
import { requestsOf, type Share, shareOf } from "./share-of.ts";

/** How much of all cases a run is to take. */
export interface Effort {
  readonly vocabulary: Vocabulary;
  /** The cases of a rule are spread over its bindings; absent: each binding takes as many. */
  readonly spread?: boolean;
  /** False: the target is not asked how long a request takes, so that no budget counts. */
  readonly measured?: false;
  /** Cases are left out so that it ends in that time; absent: none is. */
  readonly budget?: TimeBudget;
  /** By target: a plan that was made before, which goes before the budget. */
  readonly given?: (target: string) => CasePlan | undefined;
  /**
   * Plans what of a target's cases fits into the bytes that it allows, where it allows any number of them; absent:
   * none is left out for that.
   *
   * @param made what of all cases is taken for other reasons
   */
  readonly planBytes?: (
    target: string,
    made: CasePlan | undefined,
    signal: AbortSignal | undefined,
  ) => Promise<BytePlan | undefined>;
}

/** One rule over some bindings. */
interface PlannedUnit {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
}

/** The plan of a target, and what it has for each unit. */
export interface TargetPlan {
  /** Absent where all cases are taken. */
  readonly plan?: CasePlan;
  /** How a unit is judged; a text: why it is not. */
  shareFor(unit: PlannedUnit): PlannedShare | string;
}

type PlannedShare = Exclude<Share, "left out"> & {
  /** About how many requests it takes, one after the other, each slow one counted as several. */
  readonly requests: number;
};

/**
 * Plans the units of a target.
 *
 * @param described as the target was found
 * @param units those of all shards: what a rule is spread over is the same in each
 * @param measured absent where nothing could be measured: then only a plan that is given counts
 */
export async function planTarget(
  open: OpenTarget,
  described: DescribedTarget,
  units: readonly PlannedUnit[],
  options: {
    readonly runs: number;
    readonly effort: Effort;
    readonly measured: Measured | undefined;
    /** Aborting it ends what is done to plan. */
    readonly signal?: AbortSignal | undefined;
  },
): Promise<TargetPlan> {
  const { runs, effort, measured } = options;
  const given = effort.given?.(open.target.name);
  const isSpread = given ? given.spread === true : effort.spread === true;
  const applying = units.filter(
    ({ rule, bindings }) =>
      (whyNotApplicable(rule, described, bindings) ?? whyNotOffered(rule, described)) === undefined,
  );
  const bindingsOf = countBy(applying, ({ rule }) => rule.id);
  const costs = new Map<string, UnitCost>();
  for (const unit of applying) {
    const { rule, bindings } = unit;
    const over = isSpread ? (bindingsOf.get(rule.id) ?? 1) : 1;
    const table = { ...(await tableOf(open, rule, effort)), over };
    costs.set(keyOf(unit), costOf(rule, bindings, table, open));
  }
  const made =
    given ??
    (effort.budget && measured
      ? planByTime([...costs.values()], runs, measured, effort.budget)
      : undefined);
  const spread = isSpread ? { spread: true as const } : {};
  const timed = made ? { ...made, ...spread } : undefined;
  const bytes = timed?.bytes ?? (await effort.planBytes?.(open.target.name, timed, options.signal));
  const all = { cases: runs, of: runs, ...spread };
  const plan = bytes ? { ...(timed ?? all), bytes } : timed;
  return {
    ...(plan ? { plan } : {}),
    shareFor: (unit) => shareFor(unit, costs.get(keyOf(unit)), plan ?? { cases: runs, of: runs }),
  };
}

function shareFor(
  unit: PlannedUnit,
  cost: UnitCost | undefined,
  plan: CasePlan,
): PlannedShare | string {
  // What does not apply takes nothing.
  if (!cost) return { runs: plan.cases, isSlow: false, requests: 0 };
  const share = shareOf(cost, plan);
  if (share === "left out") return whyLeftOut(cost, plan);
  const key = keyOf(unit);
  const { bytes } = plan;
  const needs = bytes?.leftOut[key];
  if (bytes && needs !== undefined) return whyTooMany(needs, bytes);
  const runs = Math.min(share.runs, bytes?.fewer[key] ?? share.runs);
  return { ...share, runs, requests: Math.round(requestsOf(cost, runs, plan.slow)) };
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

function keyOf({ rule, bindings }: PlannedUnit): string {
  return unitName(rule, bindings);
}

async function tableOf(
  open: OpenTarget,
  rule: Rule,
  { vocabulary }: Effort,
): Promise<Pick<UnitCost, "rows" | "isGenerated">> {
  const principals = await obtainablePrincipals(open, rule.service);
  const planned = planCases(rule, vocabulary, { principals, samples: sampleNames(open, rule) });
  if ("unavailable" in planned) return { rows: 0, isGenerated: false };
  return { rows: planned.rows.length, isGenerated: planned.inputs !== undefined };
}

/** The same words for all that have the same cause: reports group by them. */
function whyLeftOut(cost: UnitCost, plan: CasePlan): string {
  const { slow = {} } = plan;
  const called = new Set([...cost.control.keys(), ...cost.perCase.keys()]);
  const slowOnes = [...called].filter((key) => slow[key] !== undefined);
  const names = slowOnes.map((key) => key.slice(key.indexOf("/") + 1)).join(", ");
  const long = "its tables alone would take too long";
  const why = names === "" ? long : `${long}, since ${names} is slow`;
  return `there was no time for it: ${why}; a longer --time or --thorough judges it`;
}

function whyTooMany(needs: number, { left }: BytePlan): string {
  const numbers = `it needs ${byteWords(needs)}, of which limits.runBytes leaves ${byteWords(left)}`;
  return `there were not enough bytes for it: ${numbers}; more of them, there or by --bytes, judge it`;
}
