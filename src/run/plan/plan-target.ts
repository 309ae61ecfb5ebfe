import type { Binding } from "../../model/binding.ts";
import type { CasePlan } from "../../model/case-plan.ts";
import type { Rule } from "../../model/rule.ts";
import type { DescribedTarget } from "../../model/service.ts";
import { planCases } from "../case/plan-cases.ts";
import { sampleNames } from "../case/sample-names.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import { whyNotApplicable, whyNotOffered } from "../target/applicability.ts";
import { obtainablePrincipals } from "../target/obtainable-principals.ts";
import type { OpenTarget } from "../target/open-target.ts";
import { costOf, type UnitCost } from "./cost.ts";
import { type Measured, planByTime, type TimeBudget } from "./plan-by-time.ts";
import { type Share, shareOf } from "./share-of.ts";

/** How much of all cases a run is to take. */
export interface Effort {
  readonly vocabulary: Vocabulary;
  /** Cases are left out so that it ends in that time; absent: none is. */
  readonly budget?: TimeBudget;
  /** By target: a plan that was made before, which goes before the budget. */
  readonly given?: (target: string) => CasePlan | undefined;
}

/** One rule over some bindings. */
interface PlannedUnit {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
}

/** The plan of a target, and what it has for each unit. */
export interface TargetPlan {
  readonly plan: CasePlan;
  /** How a unit is judged; a text: why it is not. */
  shareFor(unit: PlannedUnit): Exclude<Share, "left out"> | string;
}

/**
 * Plans the units of a target; undefined where all cases are taken.
 *
 * @param described as the target was found
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
  },
): Promise<TargetPlan | undefined> {
  const { runs, effort, measured } = options;
  const { budget } = effort;
  const given = effort.given?.(open.target.name);
  if (!given && !(budget && measured)) return undefined;
  const costs = new Map<string, UnitCost>();
  for (const unit of units) {
    const { rule, bindings } = unit;
    if (whyNotApplicable(rule, described, bindings) ?? whyNotOffered(rule, described)) continue;
    costs.set(keyOf(unit), costOf(rule, bindings, await tableOf(open, rule, effort), open));
  }
  const plan =
    given ??
    (budget && measured ? planByTime([...costs.values()], runs, measured, budget) : undefined);
  if (!plan) return undefined;
  return {
    plan,
    shareFor: (unit) => {
      const cost = costs.get(keyOf(unit));
      // What does not apply takes nothing.
      if (!cost) return { runs: plan.cases, isSlow: false };
      const share = shareOf(cost, plan);
      return share === "left out" ? whyLeftOut(cost, plan) : share;
    },
  };
}

function keyOf({ rule, bindings }: PlannedUnit): string {
  return `${rule.id} ${bindings.join("+")}`;
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
